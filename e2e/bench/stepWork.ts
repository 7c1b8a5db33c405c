import { inspectNetwork } from '../../src/model/inspectNetwork.ts';
import type { LayerSpec } from '../../src/model/networkSpec.ts';
import { type Cell, presetOf } from './cell.ts';

/** Reads of weight, gradient and two moments, writes of all but the gradient: float32. */
const ADAM_BYTES = 7 * 4;

/**
 * What a training step takes, counted from the shapes of its layers: floating-point operations of convolutions and dense
 * layers (two to a multiply-add), forward and both gradients; the first layer's input has none. Bytes of Adam.
 */
export function stepWork({ preset, size, batch }: Cell) {
  const { network } = presetOf(preset);
  const { input, layers, output, parameters } = inspectNetwork(network, { size, depth: 1 }, 2);
  const shapes = [input, ...layers.map(({ outputShape }) => outputShape ?? [])];
  const products = network.layers.map((layer, i) => multiplyAdds(layer, shapes[i] ?? [], shapes[i + 1] ?? []));
  products.push((shapes.at(-1)?.[0] ?? 0) * (output.outputShape?.[0] ?? 0));
  const passes = 3 * sum(products) - (products.find((each) => each > 0) ?? 0);
  return { parameters, gigaflops: (2 * batch * passes) / 1e9, optimizerBytes: ADAM_BYTES * parameters };
}

/** Of one scan, forward. */
function multiplyAdds(layer: LayerSpec, input: readonly number[], output: readonly number[]): number {
  if (layer.kind === 'conv') return product(output) * layer.size ** 2 * (input[2] ?? 0);
  if (layer.kind === 'dense') return product(output) * product(input);
  return 0;
}

function product(shape: readonly number[]): number {
  return shape.reduce((all, side) => all * side, 1);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, each) => all + each, 0);
}
