import { type LayersModel, memory, ready, setBackend, tensor2d } from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildNetwork } from '../model/network/buildNetwork.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import { mirrored } from './flips.ts';
import { predict } from './predict.ts';
import {
  referenceCount,
  referenceInputs,
  referenceMismatch,
  referencePixels,
  referenceScan,
} from './referencePredictions.ts';

/** [batch, 2, 2, 1] -> flatten -> output: a network that can be computed by hand. */
const flat: NetworkSpec = { preset: 'custom', layers: [{ kind: 'flatten' }] };
const input = { size: 2, depth: 1 } as const;
const convolutional: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 8, size: 3, stride: 1, padding: 'same', activation: 'relu' },
    { kind: 'max-pool', size: 2, stride: 2 },
    { kind: 'flatten' },
  ],
};

let binary: LayersModel;
let threeClasses: LayersModel;

beforeAll(async () => {
  await setBackend('cpu');
  await ready();
  binary = buildNetwork(flat, input, 2, 1);
  setWeights(binary, [[1], [-2], [0.5], [3]], [0.25]);
  threeClasses = buildNetwork(flat, input, 3, 1);
  setWeights(
    threeClasses,
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0, 0, 0],
    ],
    [0, 0, 1],
  );
});

afterAll(() => {
  binary.dispose();
  threeClasses.dispose();
});

function setWeights(network: LayersModel, kernel: number[][], bias: number[]): void {
  const tensors = [tensor2d(kernel), tensor2d([bias]).reshape([bias.length])];
  network.setWeights(tensors);
  for (const tensor of tensors) tensor.dispose();
}

describe('predictions', () => {
  it('with flips are the mean of those for the scan and for its mirror image', async () => {
    const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));
    // Rows [255, 0], [51, 102] and, mirrored, [0, 255], [102, 51], by the weights 1, -2, 0.5, 3 and the bias 0.25.
    const seen = sigmoid(1 + 0.5 * 0.2 + 3 * 0.4 + 0.25);
    const flipped = sigmoid(-2 + 0.5 * 0.4 + 3 * 0.2 + 0.25);
    const [row = []] = await predict(binary, Uint8Array.of(255, 0, 51, 102), 1, { ...input, flips: true });
    expect(row[1]).toBeCloseTo((seen + flipped) / 2, 6);
    expect((row[0] ?? 0) + (row[1] ?? 0)).toBeCloseTo(1, 12);
  });

  it('with flips keep the channels of a colour', () => {
    const scans = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    expect([...mirrored(scans, { size: 2, depth: 3 })]).toEqual([4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9]);
  });

  it('of two classes are [1 - p, p] with the sigmoid of the pixels in 0..1', async () => {
    const rows = await predict(binary, Uint8Array.of(255, 0, 51, 102, 0, 255, 0, 0), 2, input);
    const expected = [1 + 0.5 * 0.2 + 3 * 0.4 + 0.25, -2 + 0.25].map((logit) => 1 / (1 + Math.exp(-logit)));
    rows.forEach((row, scan) => {
      expect(row[1]).toBeCloseTo(expected[scan] ?? Number.NaN, 6);
      expect((row[0] ?? 0) + (row[1] ?? 0)).toBe(1);
    });
  });

  it('of three classes are the softmax, and each row sums to 1', async () => {
    const [row = []] = await predict(threeClasses, Uint8Array.of(255, 0, 0, 0), 1, input);
    const total = 2 * Math.E + 1;
    [Math.E / total, 1 / total, Math.E / total].forEach((expected, index) => {
      expect(row[index]).toBeCloseTo(expected, 6);
    });
    expect(Math.abs(row.reduce((sum, each) => sum + each, 0) - 1)).toBeLessThan(1e-12);
  });

  it('keep their order over several batches, and leave no tensor behind', async () => {
    const count = 150;
    const pixels = new Uint8Array(count * 4).map((_, place) => (place % 4 === 0 ? Math.floor(place / 4) : 0));
    const before = memory().numTensors;
    const rows = await predict(binary, pixels, count, input);
    expect(memory().numTensors).toBe(before);
    expect(rows).toHaveLength(count);
    rows.forEach((row, scan) => {
      expect(row[1]).toBeCloseTo(1 / (1 + Math.exp(-(scan / 255 + 0.25))), 6);
    });
  });

  it('of no scans are none', async () => {
    expect(await predict(binary, new Uint8Array(0), 0, input)).toEqual([]);
  });

  it('that are no numbers are refused in words', async () => {
    const broken = buildNetwork(flat, input, 2, 1);
    setWeights(broken, [[Number.NaN], [0], [0], [0]], [0]);
    const before = memory().numTensors;
    await expect(predict(broken, Uint8Array.of(0, 0, 0, 0), 1, input)).rejects.toThrow(/no probability for scan 1/);
    expect(memory().numTensors).toBe(before);
    broken.dispose();
  });

  it('of pixels that do not fit are refused', async () => {
    await expect(predict(binary, new Uint8Array(5), 1, input)).rejects.toThrow(/do not fit 1 scans of 2 x 2/);
  });
});

describe('golden inputs', () => {
  it('are the same from the same seed and differ from each other and from other seeds', () => {
    const shape = { size: 16, depth: 3 } as const;
    const images = referenceInputs(4, 3, shape);
    const one = 16 * 16 * 3;
    expect(images).toHaveLength(3 * one);
    expect(referenceInputs(4, 3, shape)).toEqual(images);
    expect(referenceInputs(5, 3, shape)).not.toEqual(images);
    expect(images.subarray(0, one)).not.toEqual(images.subarray(one, 2 * one));
    expect(referenceInputs(4, 1, shape)).toEqual(images.subarray(0, one));
  });

  it('are drawn to the same bytes everywhere', () => {
    // FNV-1a of the bytes as first drawn. No independent figure exists, but a change would make every model that was
    // downloaded before look damaged: models carry the answers to these very images.
    let hash = 0x811c9dc5;
    for (const byte of referenceInputs(1, referenceCount, { size: 64, depth: 1 }))
      hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    expect(hash.toString(16)).toBe('17d9d471');
  });

  it('get different answers from an untrained network, so that changed weights show', async () => {
    const network = buildNetwork(convolutional, { size: 32, depth: 1 }, 2, 3);
    const pixels = referencePixels({ seed: 1 }, { version: 1, size: 32, depth: 1, fit: 'stretch' });
    const rows = await predict(network, pixels, referenceCount, { size: 32, depth: 1 });
    network.dispose();
    const answers = rows.map((row) => row[1] ?? 0);
    expect(rows).toHaveLength(referenceCount);
    expect(Math.max(...answers) - Math.min(...answers)).toBeGreaterThan(0.02);
  });
});

describe('golden scans', () => {
  const golden = { seed: 1, columns: ['no', 'yes'] };

  it('are drawn to the same bytes everywhere', () => {
    // FNV-1a, as above and for the same reason.
    let hash = 0x811c9dc5;
    for (let index = 0; index < referenceCount; index++)
      for (const byte of referenceScan(1, index).pixels) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
    expect(hash.toString(16)).toBe('d0b52244');
  });

  it('are other pixels for the network with every way to prepare them, and get other answers', async () => {
    const network = buildNetwork(convolutional, { size: 32, depth: 1 }, 2, 3);
    const answers = await Promise.all(
      (['stretch', 'pad', 'harmonise'] as const).map((fit) =>
        predict(network, referencePixels(golden, { version: 1, size: 32, depth: 1, fit }), referenceCount, {
          ...{ size: 32, depth: 1 },
        }),
      ),
    );
    network.dispose();
    const [stretched = [], padded = [], harmonised = []] = answers;
    for (const [a, b] of [
      [stretched, padded],
      [padded, harmonised],
      [harmonised, stretched],
    ] as const)
      expect(referenceMismatch(a, b)).toMatch(/does not answer as it did/);
  });
});

describe('golden predictions', () => {
  const expected = [
    [0.25, 0.75],
    [0.5, 0.5],
  ];
  it.each([
    ['the same', expected, null],
    [
      'rounded otherwise',
      [
        [0.2503, 0.7497],
        [0.5, 0.5],
      ],
      null,
    ],
    [
      'of other weights',
      [
        [0.25, 0.75],
        [0.45, 0.55],
      ],
      /does not answer as it did.*0\.050/,
    ],
    [
      'with another number of classes',
      [
        [0.2, 0.3, 0.5],
        [0.5, 0.2, 0.3],
      ],
      /another number of classes/,
    ],
    ['fewer', [[0.25, 0.75]], /another number of classes/],
    [
      'no numbers',
      [
        [0.25, 0.75],
        [Number.NaN, 0.5],
      ],
      /does not answer as it did/,
    ],
  ])('%s', (_what, actual, words) => {
    const mismatch = referenceMismatch(expected, actual);
    if (words) expect(mismatch).toMatch(words);
    else expect(mismatch).toBeNull();
  });
});
