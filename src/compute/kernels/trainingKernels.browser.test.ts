import {
  avgPool,
  conv2d,
  matMul,
  maxPool,
  ready,
  setBackend,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
  tensor,
  tidy,
  tile,
  valueAndGrads,
} from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../dataset/random.ts';
import { startEngine } from '../backend.ts';

type Numbers = { values: Float32Array; shape: number[] };

beforeAll(async () => {
  await startEngine('wasm');
});

function drawn(shape: number[], seed: number): Numbers {
  const random = createRandom(seed);
  const size = shape.reduce((all, side) => all * side, 1);
  return { shape, values: Float32Array.from({ length: size }, () => 2 * random.next() - 1) };
}

/** Value and gradients of sum(f(inputs) * weights): every element of the output pulls another way. */
async function gradientsOn(backend: 'wasm' | 'cpu', inputs: Numbers[], f: (...inputs: Tensor[]) => Tensor) {
  await setBackend(backend);
  await ready();
  return tidy(() => {
    const weighted = (...tensors: Tensor[]) => {
      const output = f(...tensors);
      const weights = drawn(output.shape, 99);
      return output.mul(tensor(weights.values, weights.shape)).sum();
    };
    const tensors = inputs.map(({ values, shape }) => tensor(values, shape));
    const { value, grads } = valueAndGrads(weighted)(tensors);
    return [value, ...grads].map((each) => ({ shape: each.shape, values: Array.from(each.dataSync()) }));
  });
}

async function expectSameAsCpu(inputs: Numbers[], f: (...inputs: Tensor[]) => Tensor): Promise<void> {
  const wasm = await gradientsOn('wasm', inputs, f);
  const cpu = await gradientsOn('cpu', inputs, f);
  expect(wasm.map((each) => each.shape)).toEqual(cpu.map((each) => each.shape));
  cpu.forEach((expected, which) => {
    const largest = Math.max(...expected.values.map(Math.abs));
    const error = Math.max(
      ...expected.values.map((value, index) => Math.abs(value - (wasm[which]?.values[index] ?? Number.NaN))),
    );
    if (which > 0) expect(largest).toBeGreaterThan(0.01);
    expect(error).toBeLessThan(1e-4 * (which > 0 ? largest : Math.max(1, largest)));
  });
}

describe('gradients of a convolution on WASM equal those of the CPU backend', () => {
  const cases: {
    input: [number, number, number, number];
    filter: [number, number, number, number];
    stride: number | [number, number];
    pad: 'same' | 'valid';
  }[] = [
    { input: [2, 7, 7, 1], filter: [3, 3, 1, 4], stride: 1, pad: 'valid' },
    { input: [3, 8, 6, 3], filter: [3, 3, 3, 5], stride: 1, pad: 'same' },
    { input: [2, 6, 9, 2], filter: [2, 4, 2, 3], stride: 1, pad: 'same' },
    { input: [1, 5, 5, 3], filter: [1, 1, 3, 2], stride: 1, pad: 'valid' },
    { input: [2, 5, 5, 2], filter: [5, 5, 2, 3], stride: 1, pad: 'valid' },
    { input: [2, 8, 8, 3], filter: [5, 5, 3, 2], stride: 2, pad: 'same' },
    // the last row and column are reached by no window
    { input: [2, 10, 10, 3], filter: [3, 3, 3, 4], stride: 2, pad: 'valid' },
    { input: [2, 11, 8, 2], filter: [4, 2, 2, 3], stride: 3, pad: 'valid' },
    { input: [2, 11, 8, 2], filter: [4, 3, 2, 3], stride: 3, pad: 'same' },
    { input: [1, 9, 9, 2], filter: [2, 2, 2, 2], stride: 4, pad: 'same' },
    { input: [2, 9, 7, 2], filter: [3, 3, 2, 3], stride: [2, 1], pad: 'same' },
    { input: [5, 16, 16, 8], filter: [3, 3, 8, 16], stride: 1, pad: 'same' },
    // kernels of one pixel that jump over pixels
    { input: [2, 7, 7, 2], filter: [1, 1, 2, 3], stride: 3, pad: 'valid' },
    { input: [2, 3, 3, 2], filter: [5, 5, 2, 3], stride: 1, pad: 'same' },
  ];

  it.each(cases)('$input by $filter, stride $stride, $pad', async ({ input, filter, stride, pad }) => {
    await expectSameAsCpu([drawn(input, 1), drawn(filter, 2)], (x, w) =>
      conv2d(x as Tensor4D, w as Tensor4D, stride, pad),
    );
  });
});

describe('gradients of a matrix product on WASM equal those of the CPU backend', () => {
  const sizes = [
    [3, 4, 5],
    [1, 7, 2],
    [2, 300, 40],
    [32, 6, 50],
    [5, 1, 1],
  ] as const;
  for (const [rows, inner, columns] of sizes)
    for (const transposeA of [false, true])
      for (const transposeB of [false, true])
        it(`${rows} x ${inner} by ${inner} x ${columns}, transposed ${transposeA}, ${transposeB}`, async () => {
          const a = drawn(transposeA ? [inner, rows] : [rows, inner], 1);
          const b = drawn(transposeB ? [columns, inner] : [inner, columns], 2);
          await expectSameAsCpu([a, b], (x, y) => matMul(x, y, transposeA, transposeB));
        });

  it('of several matrices at a time', async () => {
    await expectSameAsCpu([drawn([3, 4, 5], 1), drawn([3, 6, 5], 2)], (x, y) =>
      matMul(x as Tensor3D, y as Tensor3D, false, true),
    );
  });
});

describe('gradients of pooling on WASM equal those of the CPU backend', () => {
  const cases: { input: [number, number, number, number]; size: number; stride: number }[] = [
    { input: [2, 8, 8, 3], size: 2, stride: 2 },
    { input: [2, 9, 7, 3], size: 2, stride: 2 },
    { input: [2, 9, 9, 2], size: 3, stride: 2 },
    { input: [1, 7, 7, 2], size: 2, stride: 3 },
    { input: [1, 5, 5, 4], size: 5, stride: 5 },
  ];
  it.each(cases)('$input by $size, stride $stride', async ({ input, size, stride }) => {
    const { shape, values } = drawn(input, 1);
    const withTies = { shape, values: values.map((value) => Math.max(0, Math.round(2 * value) / 2)) }; // as ReLU makes them
    await expectSameAsCpu([withTies], (x) => maxPool(x as Tensor4D, size, stride, 'valid'));
    await expectSameAsCpu([drawn(input, 1)], (x) => maxPool(x as Tensor4D, size, stride, 'valid'));
    await expectSameAsCpu([drawn(input, 1)], (x) => avgPool(x as Tensor4D, size, stride, 'valid'));
  });
});

describe('repeating on WASM equals that of the CPU backend', () => {
  it.each([
    { shape: [1, 1, 1, 5], times: [3, 2, 7, 1] },
    { shape: [1, 1, 1, 5], times: [3, 2, 7, 2] },
    { shape: [2, 1, 3], times: [1, 4, 2] },
    { shape: [1, 4], times: [5, 1] },
    { shape: [3], times: [1] },
  ])('$shape by $times', async ({ shape, times }) => {
    await expectSameAsCpu([drawn(shape, 1)], (x) => tile(x, times));
  });
});
