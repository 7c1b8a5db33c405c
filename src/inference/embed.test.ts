import { memory, ready, setBackend, tensor1d, tensor2d } from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import { embed } from './embed.ts';

const hidden: NetworkSpec = {
  preset: 'custom',
  layers: [{ kind: 'flatten' }, { kind: 'dense', units: 2, activation: 'relu' }, { kind: 'dropout', rate: 0.5 }],
};
const flat: NetworkSpec = { preset: 'custom', layers: [{ kind: 'flatten' }] };

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

it('an embedding is what the last layer is given: a hidden layer computed by hand, dropout being off', async () => {
  const network = buildNetwork(hidden, { size: 2, depth: 1 }, 2, 1);
  network.layers[1]?.setWeights([
    tensor2d(
      [
        [1, 0],
        [0, 1],
        [1, -1],
        [0, -4],
      ].map(([a = 0, b = 0]) => [a, b]),
    ),
    tensor1d([0.5, 0.25]),
  ]);
  const before = memory().numTensors;
  const pixels = Uint8Array.of(255, 51, 102, 0, 0, 0, 0, 255);
  const { values, width } = await embed(network, pixels, 2, { size: 2, depth: 1 });
  expect(memory().numTensors).toBe(before);
  expect(width).toBe(2);
  // [1 + 0.4 + 0.5, 0.2 - 0.4 + 0.25] and [0.5, 0.25 - 4 -> 0]
  [1.9, 0.05, 0.5, 0].forEach((expected, place) => {
    expect(values[place]).toBeCloseTo(expected, 6);
  });
  network.dispose();
});

it('a wide one is projected to 256 numbers that keep distances, in batches as well as at once', async () => {
  const input = { size: 32, depth: 1 } as const;
  const network = buildNetwork(flat, input, 2, 1);
  const count = 70;
  const scan = 32 * 32;
  const pixels = Uint8Array.from({ length: count * scan }, (_, at) => (at * 2654435761) >>> 24);
  const { values, width } = await embed(network, pixels, count, input);
  expect(width).toBe(256);
  expect(values).toHaveLength(count * 256);
  for (const [a, b] of [
    [0, 1],
    [0, 69],
    [10, 65],
  ] as const) {
    const far = distance((row, i) => (pixels[row * scan + i] ?? 0) / 255, a, b, scan);
    const projected = distance((row, i) => values[row * 256 + i] ?? 0, a, b, 256);
    expect(Math.abs(projected / far - 1)).toBeLessThan(0.25);
  }
  network.dispose();
});

function distance(value: (row: number, i: number) => number, a: number, b: number, width: number): number {
  return Math.hypot(...Array.from({ length: width }, (_, i) => value(a, i) - value(b, i)));
}
