import { memory, ready, setBackend, type Tensor, tensor4d } from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import { createRandom } from '../statistics/random.ts';
import { liveliestMap, type MapMaxima, mapMaxima, strongestScans } from './strongestScans.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

it('finds the largest number of every feature map and where it is, as looking at all of them does', async () => {
  const before = memory().numTensors;
  const input = { size: 8, depth: 1 } as const;
  const network = buildNetwork(
    {
      preset: 'custom',
      layers: [
        { kind: 'conv', kernels: 3, size: 3, stride: 1, padding: 'same', activation: 'relu' },
        { kind: 'max-pool', size: 2, stride: 2 },
        { kind: 'flatten' },
      ],
    },
    input,
    2,
    1,
  );
  const random = createRandom(1);
  const count = 70; // more than go through at once
  const pixels = Uint8Array.from({ length: count * 64 }, () => random.integer(256));
  const found = await mapMaxima(network, pixels, count, input);
  expect(found.map(({ layer, width, maps }) => [layer, width, maps])).toEqual([
    [0, 8, 3],
    [1, 4, 3],
  ]);
  const x = tensor4d(
    Float32Array.from(pixels, (value) => value / 255),
    [count, 8, 8, 1],
  );
  let maps: Tensor = x;
  for (const { layer, width, values, places } of found) {
    const output = network.layers[layer]?.apply(maps) as Tensor;
    const numbers = await output.data<'float32'>();
    for (let at = 0; at < count * 3; at++) {
      const [scan, map] = [Math.floor(at / 3), at % 3];
      const one = Array.from(
        { length: width * width },
        (_, place) => numbers[(scan * width * width + place) * 3 + map],
      );
      const largest = Math.max(...one.map((value) => value ?? 0));
      expect(values[at]).toBeCloseTo(largest, 6);
      expect(one[places[at] ?? -1]).toBeCloseTo(largest, 6);
    }
    maps.dispose();
    maps = output;
  }
  maps.dispose();
  network.dispose();
  expect(memory().numTensors).toBe(before);
});

/** Five scans, two maps, the second never lit. */
const maxima: MapMaxima = {
  ...{ layer: 0, width: 4, maps: 2 },
  values: Float32Array.of(1, 0, 5, 0, 3, 0, 4, 0, 0, 0),
  places: Int32Array.of(0, 0, 6, 0, 15, 0, 1, 0, 2, 0),
};
const scans = ['a', 'b', 'c', 'd', 'e'];

it('ranks scans by the largest number of a map, and takes one of scans that belong together', () => {
  const lit = strongestScans(maxima, 0, scans, [0, 1, 2, 1, 4], 9);
  expect(lit).toEqual([
    { sha256: 'b', value: 5, row: 1, column: 2 },
    { sha256: 'c', value: 3, row: 3, column: 3 },
    { sha256: 'a', value: 1, row: 0, column: 0 },
  ]);
  expect(strongestScans(maxima, 0, scans, [0, 1, 2, 3, 4], 2).map(({ sha256 }) => sha256)).toEqual(['b', 'd']);
});

it('says of a map that is 0 everywhere that no scan lights it', () => {
  expect(strongestScans(maxima, 1, scans, [0, 1, 2, 3, 4], 9)).toEqual([]);
});

it('takes for the liveliest map the one whose maxima differ most from scan to scan, not the one that is largest', () => {
  // variances of 9, 9, 9 and of 0, 2, 4 and of 1, 2, 1
  expect(liveliestMap({ maps: 3, values: Float32Array.of(9, 0, 1, 9, 2, 2, 9, 4, 1) })).toBe(1);
});
