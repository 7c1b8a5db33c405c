import { ready, setBackend } from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { predict } from '../inference/predict.ts';
import type { LayerSpec } from '../model/layers.ts';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import { presets } from '../model/presets.ts';
import { createRandom } from '../statistics/random.ts';
import { activations } from './activations.ts';
import type { Change, Values } from './operation.ts';
import { isSameNumber, placesAlong, walkConvolution, walkPooling } from './windowWalk.ts';

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
});

const at = (values: Values, row: number, column: number, channel: number) => {
  const [, width = 0, channels = 0] = values.shape;
  return values.values[(row * width + column) * channels + channel] ?? Number.NaN;
};

function noise(seed: number, count: number): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length: count }, () => random.integer(256));
}

it.each(presets.map(({ name, network }) => [name, network] as const))(
  'the %s, operation by operation, comes to the probability that it predicts',
  async (_, network) => {
    const input = { size: 32, depth: 1 } as const;
    const built = buildNetwork(network, input, 2, 3);
    const pixels = noise(5, 32 * 32);
    const { probabilities, logits, operations } = await activations(built, pixels, input, {});
    const [[, predicted = Number.NaN] = []] = await predict(built, pixels, 1, input);
    expect(probabilities?.[1]).toBeCloseTo(predicted, 6);
    expect(1 / (1 + Math.exp(-(logits?.[0] ?? 0)))).toBeCloseTo(predicted, 6);
    expect(operations.at(-1)?.kind).toBe('sigmoid');
    built.dispose();
  },
);

describe('feature maps by need', () => {
  const input = { size: 16, depth: 1 } as const;
  const layers: LayerSpec[] = [
    { kind: 'conv', kernels: 5, size: 3, stride: 1, padding: 'same', activation: 'relu' },
    { kind: 'flatten' },
  ];
  const built = () => buildNetwork({ preset: 'custom', layers }, input, 2, 7);
  const pixels = noise(9, 16 * 16);

  it('one channel of some operations, and an overview, are those of all their values', async () => {
    const network = built();
    const asked = { values: [1, 2], overviews: [1], maps: { at: [1, 2], channel: 3 } } as const;
    const { values, maps, channel, overviews } = await activations(network, pixels, input, asked);
    expect(channel).toBe(3);
    for (const place of asked.values) {
      expect(maps[place]?.shape).toEqual([16, 16, 1]);
      expect([...(maps[place]?.values ?? [])]).toEqual(
        [...(values[place]?.values ?? [])].filter((_, i) => i % 5 === 3),
      );
    }
    expect([...(overviews[1]?.small.values ?? [])]).toEqual([...(values[1]?.values ?? [])]); // 16 px are small
    expect(overviews[1]?.strongest).toBe(Math.max(...(values[1]?.values ?? []).map(Math.abs)));
    network.dispose();
  });

  it('the channel with most of a trait is found among the values of the operation that is named, changes included', async () => {
    const network = built();
    const mean = (values: Values | undefined, channel: number) =>
      (values?.values ?? new Float32Array()).reduce(
        (sum, value, i) => sum + (i % 5 === channel ? Math.abs(value) : 0),
        0,
      );
    for (const changes of [[], [{ what: 'mirror' }]] as const) {
      const asked = { values: [1], maps: { at: [2], channel: { most: 'lively', at: 1 } }, changes } as const;
      const { values, channel } = await activations(network, pixels, input, asked);
      const sums = [0, 1, 2, 3, 4].map((each) => mean(values[1], each));
      expect(channel).toBe(sums.indexOf(Math.max(...sums)));
    }
    const loud = {
      what: 'filter',
      at: 1,
      channel: 4,
      kernel: new Array(9).fill(9),
      bias: 0,
      size: 3,
      stride: 1,
      padding: 'same',
    };
    const changes = [loud as Change];
    const { channel } = await activations(network, pixels, input, {
      maps: { at: [1], channel: { most: 'lively', at: 1 } },
      changes,
    });
    expect(channel).toBe(4);
    network.dispose();
  });
});

describe('a window that is worked out number by number', () => {
  const random = createRandom(11);
  const cases = Array.from({ length: 60 }, (_, number) => ({
    number,
    size: 32 + random.integer(8),
    depth: random.integer(2) === 0 ? (1 as const) : (3 as const),
    kernel: 1 + random.integer(5),
    stride: 1 + random.integer(3),
    padding: random.integer(2) === 0 ? ('same' as const) : ('valid' as const),
    kernels: 1 + random.integer(6),
    pool: 2 + random.integer(2),
    poolStride: 1 + random.integer(3),
    kind: random.integer(2) === 0 ? ('max-pool' as const) : ('average-pool' as const),
  }));

  it.each(cases)('is the network’s number, in random layers ($number)', async (each) => {
    const { size, depth, kernel, stride, padding, kernels } = each;
    const layers: LayerSpec[] = [
      { kind: 'conv', kernels, size: kernel, stride, padding, activation: 'relu' },
      { kind: 'conv', kernels: 3, size: 3, stride: 1, padding: 'same', activation: 'linear' },
      { kind: each.kind, size: each.pool, stride: each.poolStride },
      { kind: 'flatten' },
    ];
    const built = buildNetwork({ preset: 'custom', layers }, { size, depth }, 2, each.number + 1);
    const found = await activations(
      built,
      noise(each.number, size * size * depth),
      { size, depth },
      {
        values: [0, 1, 2, 3, 4],
        weights: [1, 3],
      },
    );
    const [scan, first, , second, pooled] = [0, 1, 2, 3, 4].map((place) => found.values[place] as Values);
    for (const [place, input, output] of [
      [1, scan, first],
      [3, found.values[2], second],
    ] as const) {
      const [weights, bias] = found.weights[place] ?? [];
      const { window } = found.operations[place] ?? {};
      if (!input || !output || !weights || !window) throw new Error('the network is not what was asked for');
      const [, , , filters = 0] = weights.shape;
      expect([placesAlong(input.shape[0] ?? 0, window), placesAlong(input.shape[1] ?? 0, window), filters]).toEqual([
        ...output.shape,
      ]);
      for (const [row, column] of corners(output)) {
        for (let channel = 0; channel < filters; channel++) {
          const filter = weights.values.filter((_, i) => i % filters === channel);
          const walk = walkConvolution(input, filter, bias?.values[channel] ?? 0, window, row, column);
          expect(isSameNumber(walk.value, at(output, row, column, channel), walk.magnitude)).toBe(true);
        }
      }
    }
    const { window } = found.operations[4] ?? {};
    if (!second || !pooled || !window) throw new Error('the network is not what was asked for');
    for (const [row, column] of corners(pooled)) {
      const walk = walkPooling(second, 2, window, row, column);
      const value = each.kind === 'max-pool' ? walk.maximum : walk.mean;
      const magnitude = walk.patch.reduce((sum, number) => sum + Math.abs(number), 0);
      expect(isSameNumber(value, at(pooled, row, column, 2), magnitude)).toBe(true);
    }
    built.dispose();
  });

  /** First, last and middle places: where padding counts, and where it does not. */
  function corners({ shape: [height = 1, width = 1] }: Values): [row: number, column: number][] {
    const along = (length: number) => [...new Set([0, Math.floor(length / 2), length - 1])];
    return along(height).flatMap((row) => along(width).map((column): [number, number] => [row, column]));
  }
});

describe('what is changed', () => {
  const input = { size: 32, depth: 1 } as const;
  const layers: LayerSpec[] = [
    { kind: 'conv', kernels: 4, size: 3, stride: 1, padding: 'valid', activation: 'relu' },
    { kind: 'max-pool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dense', units: 6, activation: 'relu' },
  ];
  const network = () => buildNetwork({ preset: 'custom', layers }, input, 2, 9);
  const pixels = noise(2, 32 * 32);
  const run = (changes: readonly Change[], values: readonly number[] = []) =>
    activations(network(), pixels, input, { changes, values });

  it('a neuron that is switched off takes its weight times its value from the logit', async () => {
    const built = network();
    const whole = await activations(built, pixels, input, { values: [6], weights: [7] });
    const [kernel] = whole.weights[7] ?? [];
    const neuron = whole.values[6]?.values.findIndex((value) => value > 0) ?? -1;
    const part = (whole.values[6]?.values[neuron] ?? 0) * (kernel?.values[neuron] ?? 0);
    expect(Math.abs(part)).toBeGreaterThan(1e-3);
    const off = await run([{ what: 'off', at: 6, channels: [neuron] }]);
    expect(off.logits?.[0]).toBeCloseTo((whole.logits?.[0] ?? 0) - part, 5);
  });

  it('another filter changes its own map alone, and the answer with it', async () => {
    const kernel = [0, 0, 0, 0, 1, 0, 0, 0, 0];
    const window = { size: 3, stride: 1, padding: 'valid' } as const;
    const before = await run([], [0, 1]);
    const after = await run([{ what: 'filter', at: 1, channel: 2, kernel, bias: 0.5, ...window }], [1]);
    const [scan, was, is] = [before.values[0], before.values[1], after.values[1]];
    if (!scan || !was || !is) throw new Error('not there');
    expect(at(is, 4, 7, 2)).toBeCloseTo(at(scan, 5, 8, 0) + 0.5, 6);
    for (const channel of [0, 1, 3]) expect(at(is, 4, 7, channel)).toBeCloseTo(at(was, 4, 7, channel), 6);
    expect(after.probabilities?.[1]).not.toBeCloseTo(before.probabilities?.[1] ?? 0, 4);
  });

  it('another stride leaves no way to the answer, and says so', async () => {
    const kernel = [0, 0, 0, 0, 1, 0, 0, 0, 0];
    const change: Change = { what: 'filter', at: 1, channel: 0, kernel, bias: 0, size: 3, stride: 2, padding: 'same' };
    const after = await run([change], [0, 1, 2, 3]);
    expect(after.values[1]?.shape).toEqual([16, 16, 4]);
    expect(after.values[3]?.shape).toEqual([8, 8, 4]);
    expect([after.logits, after.probabilities]).toEqual([null, null]);
    const scan = (await run([], [0])).values[0];
    // Keras pads 32 px for a window of 3 every 2 by one row at the end: the first window lies at the first pixel.
    expect(scan && after.values[1] && at(after.values[1], 3, 5, 0)).toBeCloseTo(scan ? at(scan, 7, 11, 0) : 0, 6);
  });

  it('a pooling keeps the mean in place of the maximum', async () => {
    const { values } = await run([{ what: 'pooling', at: 3, keeps: 'mean' }], [2, 3]);
    const [before, pooled] = [values[2], values[3]];
    if (!before || !pooled) throw new Error('not there');
    const four = [0, 1].flatMap((row) => [0, 1].map((column) => at(before, 6 + row, 8 + column, 1)));
    expect(at(pooled, 3, 4, 1)).toBeCloseTo(four.reduce((sum, value) => sum + value) / 4, 6);
  });

  it('the input is moved, mirrored and covered', async () => {
    const scan = (await run([], [0])).values[0] as Values;
    const moved = (await run([{ what: 'shift', x: 2, y: 1 }], [0])).values[0] as Values;
    expect(at(moved, 5, 7, 0)).toBe(at(scan, 4, 5, 0));
    expect(at(moved, 0, 7, 0)).toBe(0);
    const mirrored = (await run([{ what: 'mirror' }], [0])).values[0] as Values;
    expect(at(mirrored, 5, 7, 0)).toBe(at(scan, 5, 24, 0));
    const covered = (await run([{ what: 'cover', x: 30, y: -1, side: 4 }], [0])).values[0] as Values;
    const mean = scan.values.reduce((sum, value) => sum + value) / scan.values.length;
    expect([at(covered, 0, 30, 0), at(covered, 2, 31, 0)]).toEqual([Math.fround(mean), Math.fround(mean)]);
    expect([at(covered, 3, 31, 0), at(covered, 0, 29, 0)]).toEqual([at(scan, 3, 31, 0), at(scan, 0, 29, 0)]);
  });
});
