import type { TensorInfo } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { Ending } from './directConvolution.ts';
import { cleared, type PackedProgram, rectified, run } from './programs.ts';
import { type Splits, splitsFor } from './splits.ts';

type Factors = { readonly M: number; readonly N: number; readonly K: number };

/**
 * How the sum of a product [M, K] [K, N] is cut, in pairs of K; null where it is not: tfjs's own program keeps the GPU
 * busy, or would be done before the parts were added up.
 */
export function productSplits({ M, N, K }: Factors): Splits | null {
  const fragments = Math.ceil(M / 2) * Math.ceil(N / 2);
  const splits = splitsFor(Math.ceil(K / 2), fragments);
  const length = Math.max(splits.length, shortest);
  const count = Math.ceil(K / 2 / length);
  return count < 4 ? null : { count, length };
}

/** Shorter parts cost more in writing and reading them than they save. */
const shortest = 64;

/**
 * a [M, K], b [K, N], perhaps bias [N] -> [M, N]. A dense layer of the batch has few results and long sums (32 x 512 of
 * 12544 terms): tfjs leaves them to 4096 fragments. Here the sums are cut into parts.
 */
export function matrixProduct(
  backend: MathBackendWebGL,
  { M, N, K }: Factors,
  splits: Splits,
  [a, b, bias]: readonly [TensorInfo, TensorInfo, TensorInfo | undefined],
  rectify: boolean,
): TensorInfo {
  const partial = run(backend, partialProgram({ M, N, K }, splits), [a, b]);
  const ending = { bias: bias !== undefined, rectify };
  const product = run(backend, totalProgram({ M, N, K }, splits, ending), bias ? [partial, bias] : [partial]);
  backend.disposeIntermediateTensorInfo(partial);
  return product;
}

function partialProgram({ M, N, K }: Factors, { count, length }: Splits): PackedProgram {
  return {
    inputs: ['a', 'b'],
    outputShape: [count, M, N],
    code: `
void main() {
  ivec3 at = getOutputCoords();
  vec4 sum = vec4(0.0);
  int from = at.x * ${2 * length};
  for (int k = from; k < min(from + ${2 * length}, ${K}); k += 2) {
    vec4 p = getA(at.y, k);
    vec4 q = getB(k, at.z);
    ${cleared('p', 2, '0', K, 'k')}
    ${cleared('q', K, 'k', 2, '0')}
    sum += p.xxzz * q.xyxy + p.yyww * q.zwzw;
  }
  ${cleared('sum', M, 'at.y', N, 'at.z')}
  setOutput(sum);
}
`,
  };
}

function totalProgram({ M, N }: Factors, { count }: Splits, { bias, rectify }: Ending): PackedProgram {
  return {
    inputs: bias ? ['sums', 'bias'] : ['sums'],
    outputShape: [M, N],
    code: `
${rectify ? rectified : ''}
void main() {
  ivec2 at = getOutputCoords();
  vec4 sum = vec4(0.0);
  for (int i = 0; i < ${count}; i++) sum += getSums(i, at.x, at.y);
  ${bias ? 'vec2 biases = getBias(at.y).xy; sum += vec4(biases, biases);' : ''}
  ${rectify ? 'sum = rectified(sum);' : ''}
  ${cleared('sum', M, 'at.x', N, 'at.y')}
  setOutput(sum);
}
`,
  };
}
