import type { TensorInfo } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import type { Ending } from './directConvolution.ts';
import { cleared, type PackedProgram, rectified, run } from './programs.ts';
import { type ReductionSplits, reductionSplits } from './reductionSplits.ts';
import { half, type Texels, texelReader, withTexels } from './texels.ts';

type Factors = { readonly M: number; readonly N: number; readonly K: number };

/**
 * How the sum of a product [M, K] [K, N] is cut, in pairs of K; null where it is not: tfjs's own program keeps the GPU
 * busy, or would be done before the parts were added up.
 */
export function productSplits({ M, N, K }: Factors): ReductionSplits | null {
  const fragments = Math.ceil(M / 2) * Math.ceil(N / 2);
  const splits = reductionSplits(Math.ceil(K / 2), fragments);
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
  splits: ReductionSplits,
  [a, b, bias]: readonly [TensorInfo, TensorInfo, TensorInfo | undefined],
  rectify: boolean,
): TensorInfo {
  const partial = withTexels(backend, [a, b], (left, right) =>
    run(backend, partialProgram({ M, N, K }, splits, left, right), [left.info, right.info]),
  );
  const ending = { bias: bias !== undefined, rectify };
  const product = run(backend, totalProgram({ M, N, K }, splits, ending), bias ? [partial, bias] : [partial]);
  backend.disposeIntermediateTensorInfo(partial);
  return product;
}

function partialProgram({ M, N, K }: Factors, { count, length }: ReductionSplits, a: Texels, b: Texels): PackedProgram {
  return {
    inputs: ['a', 'b'],
    outputShape: [count, M, N],
    code: `
${texelReader('a', a)}
${texelReader('b', b)}
void main() {
  ivec3 at = getOutputCoords();
  vec4 sum = vec4(0.0);
  int line = (at.y >> 1) * ${half(K)};
  int from = at.x * ${length};
  for (int pair = from; pair < min(from + ${length}, ${half(K)}); pair++) {
    vec4 p = aTexel(line + pair);
    vec4 q = bTexel(pair * ${half(N)} + (at.z >> 1));
    ${cleared('p', 2, '0', K, '2 * pair')}
    ${cleared('q', K, '2 * pair', 2, '0')}
    sum += p.xxzz * q.xyxy + p.yyww * q.zwzw;
  }
  ${cleared('sum', M, 'at.y', N, 'at.z')}
  setOutput(sum);
}
`,
  };
}

function totalProgram({ M, N }: Factors, { count }: ReductionSplits, { bias, rectify }: Ending): PackedProgram {
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
