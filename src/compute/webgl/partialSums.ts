import type { TensorInfo } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { type PackedProgram, run } from './programs.ts';
import { stageBetween } from './reductionSplits.ts';

/** [count, rows, columns] -> fewer of them with the same sum, so that one fragment can add the rest. Takes `sums` over. */
export function fewerSums(backend: MathBackendWebGL, sums: TensorInfo): TensorInfo {
  const [count = 1, rows = 1, columns = 1] = sums.shape;
  const together = stageBetween(count);
  if (together === 1) return sums;
  const fewer = run(backend, stageProgram({ count, rows, columns, together }), [sums]);
  backend.disposeIntermediateTensorInfo(sums);
  return fewer;
}

type Stage = { count: number; rows: number; columns: number; together: number };

function stageProgram({ count, rows, columns, together }: Stage): PackedProgram {
  return {
    inputs: ['sums'],
    outputShape: [Math.ceil(count / together), rows, columns],
    code: `
void main() {
  ivec3 at = getOutputCoords();
  vec4 sum = vec4(0.0);
  for (int i = at.x * ${together}; i < min(at.x * ${together} + ${together}, ${count}); i++) sum += getSums(i, at.y, at.z);
  setOutput(sum);
}
`,
  };
}
