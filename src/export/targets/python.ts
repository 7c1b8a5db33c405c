import type { Target } from '../target.ts';

export const python: Target = {
  label: 'Continue in Python',
  help: 'A zip that trains on with Keras 3, on one device, many, or many machines; what it writes opens in Axial again.',
  fileName: (model) => `${model} in Python.zip`,
  needsSplit: true,
  write: async (model) => (await import('../packages/trainingZip.ts')).writeTraining(model),
};
