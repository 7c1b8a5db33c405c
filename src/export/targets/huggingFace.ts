import type { Target } from '../target.ts';

export const huggingFace: Target = {
  label: 'Hugging Face',
  help: 'A folder to publish: model card, Keras, ONNX and safetensors.',
  fileName: (model) => `${model} Hugging Face.zip`,
  write: async (model) => (await import('../packages/huggingFace.ts')).writeHuggingFace(model),
};
