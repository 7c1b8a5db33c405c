import type { Target } from '../target.ts';

export const litert: Target = {
  label: 'LiteRT (TensorFlow Lite)',
  help: 'For Android, iOS and small devices.',
  fileName: (model) => `${model}.tflite`,
  write: async (model) =>
    new Blob([(await import('../litert/litertModel.ts')).writeLiteRt(model)], { type: 'application/octet-stream' }),
};
