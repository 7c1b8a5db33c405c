import type { Target } from '../target.ts';

export const keras: Target = {
  label: 'Keras',
  help: 'A .keras file that Keras 3 opens, trains on and saves (TensorFlow, JAX or PyTorch); Axial opens it, too.',
  fileName: (model) => `${model}.keras`,
  write: async (model) => (await import('../keras/kerasFile.ts')).writeKeras(model),
};
