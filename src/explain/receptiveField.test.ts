import { grad, ready, setBackend, type Tensor, tensor4d } from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { inspectNetwork } from '../model/inspectNetwork.ts';
import type { LayerSpec } from '../model/layers.ts';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import { createRandom } from '../statistics/random.ts';
import { receptiveField } from './receptiveField.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

const random = createRandom(3);
const pick = <Item>(...items: [Item, ...Item[]]): Item => items[random.integer(items.length)] ?? items[0];

/** Means and sums only: every pixel that a number can depend on has a gradient above 0. */
function someLayer(): LayerSpec {
  if (random.next() < 0.3) return { kind: 'average-pool', size: pick(2, 3), stride: pick(1, 2, 3) };
  return {
    ...{ kind: 'conv', kernels: 2, size: pick(1, 2, 3, 4, 5), stride: pick(1, 2, 3) },
    ...{ padding: pick('same', 'valid'), activation: 'linear' },
  };
}

/** Drawn again where a window would be larger than its image. */
function someNetwork() {
  for (;;) {
    const layers = Array.from({ length: 1 + random.integer(3) }, someLayer);
    const input = { size: 13 + random.integer(8), depth: random.next() < 0.5 ? 1 : 3 };
    const spec: NetworkSpec = { preset: 'custom', layers: [...layers, { kind: 'flatten' }] };
    if (inspectNetwork(spec, input, 2).problem === null) return { layers, input, spec };
  }
}

/** The rectangle of the pixels whose gradient is not 0. */
function litBox(gradient: Float32Array, size: number, depth: number) {
  const rows: number[] = [];
  const columns: number[] = [];
  gradient.forEach((value, i) => {
    if (value === 0) return;
    rows.push(Math.floor(i / (size * depth)));
    columns.push(Math.floor(i / depth) % size);
  });
  const [left, top] = [Math.min(...columns), Math.min(...rows)];
  return { left, top, width: Math.max(...columns) - left + 1, height: Math.max(...rows) - top + 1 };
}

it.each(Array.from({ length: 40 }, (_, number) => number))(
  'is the rectangle of the pixels that have a gradient, whatever the layers (network %i)',
  (_) => {
    const { layers, input, spec } = someNetwork();
    const network = buildNetwork(spec, input, 2, 1);
    for (const { name } of network.layers.filter((each) => each.getClassName() === 'Conv2D')) {
      const conv = network.getLayer(name);
      conv.setWeights(conv.getWeights().map((weights) => weights.mul(0).add(0.1)));
    }
    const { layers: inspected } = inspectNetwork(spec, input, 2);
    const [height = 0, width = 0] = inspected[layers.length - 1]?.outputShape ?? [];
    const at = { row: random.integer(height), column: random.integer(width) };
    const chosen = (x: Tensor) => {
      const maps = network.layers.slice(0, layers.length).reduce((each, layer) => layer.apply(each) as Tensor, x);
      return maps.slice([0, at.row, at.column, 0], [1, 1, 1, 1]).sum();
    };
    const { size, depth } = input;
    const gradient = grad(chosen)(tensor4d(new Float32Array(size * size * depth).fill(1), [1, size, size, depth]));
    expect(receptiveField(spec, input, layers.length - 1, at)).toEqual(
      litBox(gradient.dataSync<'float32'>(), size, depth),
    );
  },
);
