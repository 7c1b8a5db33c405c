import { engine, type NamedTensorMap, type Tensor, type TensorInfo, tensor, tidy } from '@tensorflow/tfjs';
import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { beforeAll, describe, expect, it } from 'vitest';
import { random } from '../comparison.fixture.ts';
import { BIAS_GRADIENT, NORM_GRADIENT, NORM_LAYER, runKernel } from '../kernels/layers/fusedKernels.ts';
import { run } from './programs.ts';
import { registerWebglTrainingKernels, webglKernelFailures, webglTraining } from './registerWebglTrainingKernels.ts';
import { startWebGL } from './started.fixture.ts';

let available = false;
beforeAll(async () => {
  available = await startWebGL();
  registerWebglTrainingKernels();
});

/** A packed texture holds 2 x 2 numbers a texel: where a side is odd, places are left that belong to no number. */
const coordinates: Readonly<Record<number, { type: string; names: string; row: string; column: string }>> = {
  1: { type: 'int', names: 'at', row: '1', column: 'at' },
  2: { type: 'ivec2', names: 'at.x, at.y', row: 'at.x', column: 'at.y' },
  4: { type: 'ivec4', names: 'at.x, at.y, at.z, at.w', row: 'at.z', column: 'at.w' },
};

/** Runs `code` on a texel of `x`; it knows `noRow` and `noColumn`: the texel's second ones are not there. */
function onTexels(backend: MathBackendWebGL, x: TensorInfo, code: string): Tensor {
  const { type, names, row, column } = coordinates[x.shape.length] ?? expect.fail(`shape ${x.shape}`);
  const [rows, columns] = x.shape.length === 1 ? [1, x.shape[0]] : x.shape.slice(-2);
  const program = {
    inputs: ['x'],
    outputShape: x.shape,
    code: `
void main() {
  ${type} at = getOutputCoords();
  vec4 texel = getX(${names});
  bool noRow = ${row} + 1 >= ${rows};
  bool noColumn = ${column} + 1 >= ${columns};
  ${code}
  setOutput(texel);
}`,
  };
  return engine().makeTensorFromTensorInfo(run(backend, program, [x]), backend);
}

/** NaN spoils whatever it is added to or multiplied with, but is equal to nothing, as a 7 is. */
const rubbish = ['NAN', '7.0'] as const;

/** The same numbers, with `filling` in every place that belongs to none. */
function spoiled(backend: MathBackendWebGL, x: Tensor, filling: string): Tensor {
  return onTexels(backend, x, `if (noRow) texel.zw = vec2(${filling}); if (noColumn) texel.yw = vec2(${filling});`);
}

/** How many texels hold anything but 0 in a place that belongs to no number. */
function dirtyTexels(backend: MathBackendWebGL, x: Tensor): number {
  const dirty = 'bvec4 own = bvec4(true, !noColumn, !noRow, !noColumn && !noRow);';
  const flag = 'bvec4 zero = equal(texel, vec4(0.0)); texel = vec4(0.0);';
  const result = 'for (int i = 0; i < 4; i++) if (!own[i] && !zero[i]) texel.x = 1.0;';
  const flags = onTexels(backend, x, `${dirty} ${flag} ${result}`).dataSync<'float32'>();
  return flags.reduce((sum, each) => sum + each, 0);
}

type Give = (shape: readonly number[], seed: number) => Tensor;

const window = { dataFormat: 'NHWC', dilations: [1, 1] };
const [one, two] = [
  { ...window, strides: [1, 1] },
  { ...window, strides: [2, 2] },
];
const kernel = (name: string, inputs: Record<string, Tensor>, attrs: object = {}) =>
  runKernel(name, inputs as NamedTensorMap, attrs as Readonly<Record<string, unknown>>);

const kernels: Readonly<Record<string, (give: Give, spoil: (x: Tensor) => Tensor) => Tensor[]>> = {
  'a convolution with bias and ReLU': (give) =>
    kernel(
      'FusedConv2D',
      { x: give([3, 7, 5, 3], 1), filter: give([3, 3, 3, 5], 2), bias: give([5], 3) },
      { ...one, pad: 'valid', activation: 'relu' },
    ),
  'the gradient of its input': (give) =>
    kernel(
      'Conv2DBackpropInput',
      { dy: give([3, 7, 5, 5], 1), filter: give([3, 3, 3, 5], 2) },
      { ...one, pad: 'same', inputShape: [3, 7, 5, 3] },
    ),
  'the gradient of its filter (odd channels)': (give) =>
    kernel(
      'Conv2DBackpropFilter',
      { x: give([3, 7, 5, 3], 1), dy: give([3, 7, 5, 5], 2) },
      { ...one, pad: 'same', filterShape: [3, 3, 3, 5] },
    ),
  'the gradient of its filter (even channels, steps of two)': (give) =>
    kernel(
      'Conv2DBackpropFilter',
      { x: give([3, 7, 5, 4], 1), dy: give([3, 4, 3, 5], 2) },
      { ...two, pad: 'same', filterShape: [3, 3, 4, 5] },
    ),
  'a product with long odd sums': (give) =>
    kernel(
      '_FusedMatMul',
      { a: give([3, 1025], 1), b: give([1025, 5], 2), bias: give([5], 3) },
      { transposeA: false, transposeB: false, activation: 'relu' },
    ),
  'max pooling and its gradient': (give, spoil) => {
    const attrs = { filterSize: [3, 2], strides: [2, 1], pad: 'same' };
    const input = give([2, 7, 5, 3], 1);
    const [output = input] = kernel('MaxPool', { x: input }, attrs);
    return [output, ...kernel('MaxPoolGrad', { dy: give(output.shape, 2), input, output: spoil(output) }, attrs)];
  },
  'a batch norm with ReLU and its gradients': (give, spoil) => {
    const [x, gamma, beta] = [give([2, 7, 5, 3], 1), give([3], 2), give([3], 3)];
    const attrs = { epsilon: 1e-3, rectify: true };
    const results = kernel(NORM_LAYER, { x, gamma, beta }, attrs);
    const [y = x, mean = x, variance = x] = results.map(spoil);
    return [...results, ...kernel(NORM_GRADIENT, { dy: give(x.shape, 4), x, gamma, y, mean, variance }, attrs)];
  },
  'the gradient of a bias behind a ReLU': (give) =>
    kernel(BIAS_GRADIENT, { dy: give([2, 7, 5, 3], 1), y: give([2, 7, 5, 3], 2) }),
};

describe('places of a texture that belong to no number', () => {
  it.each(Object.entries(kernels))('change nothing whatever they hold, and hold 0 afterwards: %s', (_name, compute) => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    const backend = webglTraining() ?? expect.fail('no kernels');
    tidy(() => {
      const give: Give = (shape, seed) => tensor(random(shape, seed).values, [...shape]);
      const expected = compute(give, (x) => x).map((each) => each.dataSync<'float32'>().slice());
      for (const each of rubbish) {
        const spoil = (x: Tensor) => spoiled(backend, x, each);
        const results = compute((shape, seed) => spoil(give(shape, seed)), spoil);
        expect(results.map((result) => result.dataSync<'float32'>().slice())).toEqual(expected);
        expect(results.map((result) => dirtyTexels(backend, result))).toEqual(results.map(() => 0));
        expect(dirtyTexels(backend, spoil(give([3, 5], 1)))).toBeGreaterThan(0);
      }
    });
    expect(webglKernelFailures()).toEqual([]);
  });
});
