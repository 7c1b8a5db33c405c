import type { Target } from '../target.ts';

export const onnx: Target = {
  label: 'ONNX',
  help: 'For ONNX Runtime in any language, TensorRT, OpenVINO and Netron.',
  fileName: (model) => `${model}.onnx`,
  write: async (model) =>
    new Blob([await (await import('../onnx/onnxModel.ts')).writeOnnx(model)], { type: 'application/octet-stream' }),
};
