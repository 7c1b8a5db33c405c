import { inspectNetwork } from '../../../src/model/inspectNetwork.ts';
import { stepOperations } from '../../../src/training/stepWork.ts';
import { type Cell, presetOf } from './cell.ts';

/** Reads of weight, gradient and two moments, writes of all but the gradient: float32. */
const ADAM_BYTES = 7 * 4;

/** What a training step takes, counted from the shapes of its layers: floating-point operations, and bytes of Adam. */
export function stepWork({ preset, size, batch }: Cell) {
  const { network } = presetOf(preset);
  const input = { size, depth: 1 } as const;
  const { parameters } = inspectNetwork(network, input, 2);
  const operations = batch * stepOperations(network, input, 2);
  return { parameters, gigaflops: operations / 1e9, optimizerBytes: ADAM_BYTES * parameters };
}
