import { describe, expect, it } from 'vitest';
import { inspectNetwork } from './inspectNetwork.ts';
import type { LayerSpec } from './layers.ts';
import type { NetworkSpec } from './networkSpec.ts';
import { type Preset, presets } from './presets.ts';

// Shapes and parameters below are what Keras 3.15 says of the same stacks
// (use_bias=False before a batch norm):
//   [layer.output.shape[1:] for layer in model.layers], [layer.count_params() ...], model.count_params().

const flatten: LayerSpec = { kind: 'flatten' };

function custom(...layers: LayerSpec[]): NetworkSpec {
  return { preset: 'custom', layers };
}

function conv(kernels: number, size: number, stride = 1, padding: 'same' | 'valid' = 'valid'): LayerSpec {
  return { kind: 'conv', kernels, size, stride, padding, activation: 'relu' };
}

function maxPool(size: number, stride = size): LayerSpec {
  return { kind: 'max-pool', size, stride };
}

function presetNamed(id: Preset['id']): Preset {
  const preset = presets.find((each) => each.id === id);
  if (!preset) throw new Error(`No preset ${id}`);
  return preset;
}

describe('shapes and parameters', () => {
  it('gives the Course CNN the shapes and 6,442,369 parameters that Keras gives it', () => {
    const inspection = inspectNetwork(presetNamed('course').network, { size: 64, depth: 1 }, 2);
    expect(inspection.layers.map((layer) => layer.outputShape)).toEqual([
      [62, 62, 32],
      [31, 31, 32],
      [29, 29, 64],
      [14, 14, 64],
      [12544],
      [512],
    ]);
    expect(inspection.layers.map((layer) => layer.parameters)).toEqual([320, 0, 18496, 0, 0, 6423040]);
    expect(inspection.output).toMatchObject({
      outputShape: [1],
      parameters: 513,
    });
    expect(inspection.parameters).toBe(6442369);
    expect(inspection.problem).toBeNull();
  });

  it('gives one output per class, and follows another size and depth, as Keras does', () => {
    const inspection = inspectNetwork(presetNamed('course').network, { size: 50, depth: 3 }, 4);
    expect(inspection.layers.map((layer) => layer.parameters)).toEqual([896, 0, 18496, 0, 0, 3965440]);
    expect(inspection.output).toMatchObject({
      outputShape: [4],
      parameters: 2052,
    });
    expect(inspection.parameters).toBe(3986884);
  });

  it('gives the Compact CNN the 98,129 parameters that Keras gives it without biases before batch norm', () => {
    const inspection = inspectNetwork(presetNamed('compact').network, { size: 64, depth: 1 }, 2);
    expect(inspection.parameters).toBe(98129);
    expect(inspection.layers.map((layer) => layer.parameters).filter(Boolean)).toEqual([
      144, 64, 4608, 128, 18432, 256, 73728, 512,
    ]);
    expect(inspection.layers.at(-3)?.outputShape).toEqual([8, 8, 128]);
    expect(inspection.layers.at(-1)?.outputShape).toEqual([256]);
  });

  it('follows strides, both paddings and overlapping pools as Keras does', () => {
    const network = custom(
      conv(5, 5, 2, 'same'),
      { kind: 'average-pool', size: 3, stride: 2 },
      { kind: 'conv', kernels: 7, size: 4, stride: 3, padding: 'valid', activation: 'linear' },
      { kind: 'batch-norm' },
      flatten,
      { kind: 'dense', units: 9, activation: 'linear' },
      { kind: 'batch-norm' },
    );
    const inspection = inspectNetwork(network, { size: 33, depth: 3 }, 3);
    expect(inspection.layers.map((layer) => layer.outputShape)).toEqual([
      [17, 17, 5],
      [8, 8, 5],
      [2, 2, 7],
      [2, 2, 7],
      [28],
      [9],
      [9],
    ]);
    expect(inspection.layers.map((layer) => layer.parameters)).toEqual([380, 0, 560, 28, 0, 252, 36]);
    expect(inspection.parameters).toBe(1286);
  });

  it('counts four copies of what is learned, and one of moving averages', () => {
    const network = custom({ kind: 'global-average-pool' }, { kind: 'batch-norm' });
    const inspection = inspectNetwork(network, { size: 32, depth: 3 }, 2);
    // 12 of the batch norm, of which 6 are frozen, and 3 + 1 of the output
    expect(inspection.parameters).toBe(16);
    expect(inspection.trainingBytes).toBe(4 * (4 * 10 + 6));
  });

  it("gives the bytes of a layer's output for one scan", () => {
    const inspection = inspectNetwork(custom(conv(8, 3, 1, 'same'), flatten), { size: 32, depth: 1 }, 2);
    expect(inspection.layers[0]?.activationBytes).toBe(32 * 32 * 8 * 4);
  });
});

describe('impossible stacks', () => {
  const input = { size: 32, depth: 1 };

  const cases: [what: string, network: NetworkSpec, words: RegExp][] = [
    [
      'a kernel larger than its input',
      custom(maxPool(16), conv(4, 3), flatten),
      /3 x 3 kernel does not fit into a 2 x 2/,
    ],
    ['a pool larger than its input', custom(maxPool(16), maxPool(3), flatten), /leaves nothing of a 2 x 2 image/],
    [
      'a dense layer on an image',
      custom({ kind: 'dense', units: 3, activation: 'relu' }, flatten),
      /needs a list of numbers.*32 x 32 image.*Flatten/,
    ],
    ['flattening twice', custom(flatten, flatten), /Flatten needs an image.*list of 1,024 numbers/],
    ['a convolution after flattening', custom(flatten, conv(4, 3)), /convolution needs an image/],
    ['pooling after flattening', custom(flatten, maxPool(2)), /Pooling needs an image/],
    [
      'global pooling after flattening',
      custom(flatten, { kind: 'global-average-pool' }),
      /Global average pooling needs an image/,
    ],
    ['a stack that ends with an image', custom(conv(4, 3)), /stack ends with a 30 x 30 image/],
    ['no layer at all', custom(), /stack ends with a 32 x 32 image/],
    ['dropping everything', custom(flatten, { kind: 'dropout', rate: 1 }), /below 1, not 1/],
    ['half a kernel', custom(conv(2.5, 3), flatten), /whole number.*not 2.5/],
    ['a stride of nothing', custom(conv(4, 3, 0), flatten), /stride must be a whole number.*not 0/],
    ['a field left empty', custom(conv(Number.NaN, 3), flatten), /number of kernels must be a whole number/],
    [
      'too many parameters',
      custom(flatten, { kind: 'dense', units: 60_000, activation: 'relu' }),
      /62 million parameters.*50 million/,
    ],
    ['too much memory', custom(conv(16_000, 3, 1, 'same'), { kind: 'global-average-pool' }), /63 MB for every scan/],
  ];

  it.each(cases)('explains %s', (_what, network, words) => {
    expect(inspectNetwork(network, input, 2).problem).toMatch(words);
  });

  it('explains a data set of one class', () => {
    expect(inspectNetwork(custom(flatten), input, 1).problem).toMatch(/at least two classes/);
  });

  it('shows the problem at the layer that has it, and knows nothing after it', () => {
    const { layers, output } = inspectNetwork(custom(conv(4, 3), conv(4, 31), maxPool(2), flatten), input, 2);
    expect(layers.map((layer) => layer.problem !== null)).toEqual([false, true, false, false]);
    expect(layers.map((layer) => layer.outputShape)).toEqual([[30, 30, 4], null, null, null]);
    expect(output).toMatchObject({ outputShape: null, problem: null });
  });

  it('accepts a kernel of the very size of its input, and same padding beyond it', () => {
    expect(inspectNetwork(custom(conv(4, 32), flatten), input, 2).problem).toBeNull();
    expect(inspectNetwork(custom(maxPool(16), conv(4, 5, 1, 'same'), flatten), input, 2).problem).toBeNull();
  });

  it('tells of the parameters once, at the layer with which they become too many', () => {
    const wide: LayerSpec = { kind: 'dense', units: 8000, activation: 'relu' };
    const { layers } = inspectNetwork(custom(flatten, wide, wide, wide), input, 2);
    expect(layers.map((layer) => layer.problem !== null)).toEqual([false, false, true, false]);
  });

  it('has no problem with any preset at its own input', () => {
    for (const { network, preprocessing } of presets)
      expect(inspectNetwork(network, preprocessing, 2).problem).toBeNull();
  });
});
