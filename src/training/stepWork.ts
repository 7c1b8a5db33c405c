import { inspectNetwork } from '../model/inspectNetwork.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import type { InputShape } from './batches.ts';

/**
 * Floating-point operations that the products of one training step take for one scan: a multiplication and an addition
 * for each weight and place, once forward and once for each of the two gradients (the first layer needs only that of its
 * weights). What a step does besides comes on top, so that no backend is faster than this allows.
 * @throws Error of one sentence where the network cannot be trained
 */
export function stepOperations(network: NetworkSpec, input: InputShape, classCount: number): number {
  const { layers, output, problem } = inspectNetwork(network, input, classCount);
  if (problem !== null) throw new Error(problem);
  const products = [...layers, output].map(({ multiplyAdds }) => multiplyAdds);
  const [first = 0, ...others] = products.filter((count) => count > 0);
  return 2 * (2 * first + 3 * others.reduce((sum, count) => sum + count, 0));
}
