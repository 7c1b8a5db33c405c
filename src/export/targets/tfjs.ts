import type { Target } from '../target.ts';

export const tfjs: Target = {
  label: 'TensorFlow.js',
  help: 'A zip that Axial opens again, and TensorFlow.js once it is unpacked.',
  fileName: (model) => `${model}.zip`,
  write: async ({ card, artifacts, history = null, predictions = null }) =>
    (await import('../modelFile/modelZip.ts')).zipModel(card, artifacts, { history, predictions }),
};
