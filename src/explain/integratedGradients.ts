import { grad, type LayersModel, linspace, type Tensor, type Tensor4D, tidy } from '@tensorflow/tfjs';
import { classScore } from './classScore.ts';
import type { HeatMap } from './heatMap.ts';

/** Gradients that are taken in one batch. */
const AT_ONCE = 10;

type Integration = {
  readonly steps?: number;
  /** Share of the steps that are done, 0..1. */
  readonly onProgress?: (share: number) => void;
  readonly signal?: AbortSignal;
};

/**
 * Integrated gradients (Sundararajan et al., 2017) from a black image to the scan, by the midpoint rule over `steps` images; the channels
 * summed up. All values together come to the score of the scan less that of black, but for the error of the sum.
 *
 * @param input [1, size, size, depth], 0..1
 */
export async function integratedGradients(
  network: LayersModel,
  input: Tensor4D,
  classIndex: number,
  { steps = 50, onProgress, signal }: Integration = {},
): Promise<HeatMap> {
  const [, size, width] = input.shape;
  const values = new Float32Array(size * width);
  for (let first = 0; first < steps; first += AT_ONCE) {
    signal?.throwIfAborted();
    const count = Math.min(AT_ONCE, steps - first);
    const part = tidy(() => {
      const shares = linspace((first + 0.5) / steps, (first + count - 0.5) / steps, count).reshape([count, 1, 1, 1]);
      const gradients = grad((x: Tensor) => classScore(network, x, classIndex).sum())(input.mul(shares));
      return gradients.sum(0, true).mul(input).sum(-1).div(steps);
    });
    const sums = await part.data<'float32'>();
    part.dispose();
    for (const [i, sum] of sums.entries()) values[i] = (values[i] ?? 0) + sum;
    onProgress?.((first + count) / steps);
  }
  return { method: 'integrated-gradients', classIndex, width, height: size, values };
}
