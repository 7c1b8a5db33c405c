import {
  avgPool,
  conv2d,
  fused,
  getBackend,
  grads,
  matMul,
  maxPool,
  type NamedTensorMap,
  ones,
  setBackend,
  type Tensor,
  type Tensor2D,
  type Tensor4D,
  tensor,
  zeros,
} from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { agree, compare, on, random, type Values, withGradients } from '../../comparison.fixture.ts';
import { HALVED_CONV_LAYER, NORM_LAYER, runFor } from '../layers/fusedKernels.ts';
import { startKernels } from '../started.fixture.ts';
import { normByDefinition } from './batchNorm.fixture.ts';

/** The seed of a failing run is printed by fast-check; put it here to see it again. */
const runs = { numRuns: 50 };

const convolutions = fc.record({
  batch: fc.integer({ min: 1, max: 5 }),
  height: fc.integer({ min: 1, max: 20 }),
  width: fc.integer({ min: 1, max: 20 }),
  inputs: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 20 })),
  outputs: fc.integer({ min: 1, max: 20 }),
  kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
  strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  pad: fc.constantFrom('same' as const, 'valid' as const),
  seed: fc.integer(),
});

const pools = {
  batch: fc.integer({ min: 1, max: 4 }),
  height: fc.integer({ min: 2, max: 13 }),
  width: fc.integer({ min: 2, max: 13 }),
  pad: fc.constantFrom('same' as const, 'valid' as const),
  seed: fc.integer(),
};
const poolings = fc.oneof(
  fc.record({
    ...pools,
    channels: fc.integer({ min: 1, max: 11 }),
    size: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })),
    strides: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 })),
  }),
  // Halving goes another way.
  fc.record({
    ...pools,
    channels: fc.constantFrom(4, 8, 12),
    size: fc.constant<[number, number]>([2, 2]),
    strides: fc.constant<[number, number]>([2, 2]),
  }),
);

/** Of fewer values, the gradient of a norm is the difference of nearly equal sums. */
const FEWEST_ROWS = 8;

/** The fused norm and its three gradients give what the definition does. */
async function agreeAsNorm(
  inputs: readonly [Values, Values, Values],
  seed: number,
  layer: { readonly rectify: boolean; readonly halved?: { readonly height: number; readonly width: number } },
): Promise<void> {
  const { rectify, halved } = layer;
  const epsilon = 1e-3;
  const expected = normByDefinition(inputs, (length) => random([length], seed).values, { epsilon, ...layer });
  // A sum that happens to be nearly 0 has no relative error.
  const [y = [], , ...sums] = expected;
  const spread = Math.sqrt(y.length / inputs[1].values.length);
  fc.pre(sums.every((sum) => sum.some((each) => Math.abs(each) > 0.05 * spread)));
  // On the edge of the ReLU, rounding decides whether a gradient passes.
  fc.pre(!rectify || y.every((each) => each === 0 || each > 1e-4));
  const fusedNorm = (...[x, gamma, beta]: Tensor[]): Tensor =>
    runFor(NORM_LAYER, { x, gamma, beta } as NamedTensorMap, { epsilon, rectify, halve: halved !== undefined });
  compare(expected, await on('wasm', inputs, withGradients(fusedNorm, seed)), 1e-4);
}

describe.each(['relaxed', 'plain'] as const)(
  'the training kernels with %s SIMD compute what the CPU backend does',
  (simd) => {
    beforeAll(() => startKernels({ simd }));

    it('in convolutions and both their gradients', async () => {
      await fc.assert(
        fc.asyncProperty(
          convolutions,
          async ({ batch, height, width, inputs, outputs, kernel, strides, pad, seed }) => {
            const [kh, kw] = kernel;
            fc.pre(pad === 'same' || (kh <= height && kw <= width));
            const x = random([batch, height, width, inputs], seed);
            const filter = random([kh, kw, inputs, outputs], seed + 1);
            const bias = random([outputs], seed + 2);
            await agree('wasm', [x, filter, bias], (a, w, b) => [
              conv2d(a as Tensor4D, w as Tensor4D, strides, pad),
              fused.conv2d({
                x: a as Tensor4D,
                filter: w as Tensor4D,
                strides,
                pad,
                bias: b as Tensor,
                activation: 'relu',
              }),
              ...grads((p: Tensor, q: Tensor) => conv2d(p as Tensor4D, q as Tensor4D, strides, pad).square())([
                a,
                w,
              ] as Tensor[]),
            ]);
          },
        ),
        runs,
      );
    });

    it('in convolutions and filter gradients of one channel, which go another way', async () => {
      const pictures = fc.record({
        batch: fc.integer({ min: 15, max: 19 }),
        height: fc.integer({ min: 3, max: 9 }),
        width: fc.integer({ min: 3, max: 20 }),
        outputs: fc.constantFrom(16, 32),
        strides: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 })),
        pad: fc.constantFrom('same' as const, 'valid' as const),
        seed: fc.integer(),
      });
      await fc.assert(
        fc.asyncProperty(pictures, async ({ batch, height, width, outputs, strides, pad, seed }) => {
          const inputs = [random([batch, height, width, 1], seed), random([3, 3, 1, outputs], seed + 1)];
          await agree('wasm', [...inputs, random([outputs], seed + 2)], (a, w, bias) => [
            conv2d(a as Tensor4D, w as Tensor4D, strides, pad),
            fused.conv2d({
              x: a as Tensor4D,
              filter: w as Tensor4D,
              strides,
              pad,
              bias: bias as Tensor,
              activation: 'relu',
            }),
            ...grads((p: Tensor, q: Tensor) => conv2d(p as Tensor4D, q as Tensor4D, strides, pad).square())([
              a,
              w,
            ] as Tensor[]),
          ]);
        }),
        { numRuns: 15 },
      );
    });

    it('in convolutions of one channel at every rest of a row, to any number of channels', async () => {
      for (const width of [1, 2, 3, 4, 5, 6, 7, 8, 9, 13, 17])
        for (const outputs of [1, 8, 16, 24, 32, 40]) {
          const inputs = [random([2, 7, width, 1], width), random([3, 3, 1, outputs], outputs), random([outputs], 3)];
          await agree('wasm', inputs, (x, filter, bias) => [
            conv2d(x as Tensor4D, filter as Tensor4D, 1, 'same'),
            fused.conv2d({
              x: x as Tensor4D,
              filter: filter as Tensor4D,
              strides: 1,
              pad: 'same',
              bias: bias as Tensor,
              activation: 'relu',
            }),
          ]);
        }
    });

    it('in 3 x 3 convolutions of stride 1 and many channels, which go another way', async () => {
      const tiled = fc.record({
        batch: fc.integer({ min: 1, max: 9 }),
        height: fc.integer({ min: 4, max: 21 }),
        width: fc.integer({ min: 4, max: 21 }),
        inputs: fc.integer({ min: 2, max: 10 }).map((fours) => fours * 4),
        outputs: fc.integer({ min: 2, max: 10 }).map((fours) => fours * 4),
        pad: fc.constantFrom('same' as const, 'valid' as const),
        seed: fc.integer(),
      });
      await fc.assert(
        fc.asyncProperty(tiled, async ({ batch, height, width, inputs, outputs, pad, seed }) => {
          const x = random([batch, height, width, inputs], seed);
          await agree(
            'wasm',
            [x, random([3, 3, inputs, outputs], seed + 1), random([outputs], seed + 2)],
            (a, filter, bias) => [
              fused.conv2d({
                x: a as Tensor4D,
                filter: filter as Tensor4D,
                strides: 1,
                pad,
                bias: bias as Tensor,
                activation: 'relu',
              }),
              ...grads((p: Tensor, q: Tensor) => conv2d(p as Tensor4D, q as Tensor4D, 1, pad).square())([
                a,
                filter,
              ] as Tensor[]),
            ],
          );
        }),
        { numRuns: 15 },
      );
    });

    it('in matrix products of all four transpositions, with bias and ReLU', async () => {
      // Small ones, blocks with edges, and few rows with a long sum: each is computed in another way.
      const sizes = fc.oneof(
        fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 170 }), fc.integer({ min: 1, max: 40 })),
        fc.tuple(fc.integer({ min: 97, max: 230 }), fc.integer({ min: 500, max: 530 }), fc.integer({ min: 1, max: 9 })),
        fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 40 }), fc.integer({ min: 250, max: 1700 })),
      );
      const products = fc.record({
        sizes,
        transposeA: fc.boolean(),
        transposeB: fc.boolean(),
        seed: fc.integer(),
      });
      await fc.assert(
        fc.asyncProperty(products, async ({ sizes: [M, N, K], transposeA, transposeB, seed }) => {
          const a = random(transposeA ? [K, M] : [M, K], seed);
          const b = random(transposeB ? [N, K] : [K, N], seed + 1);
          await agree('wasm', [a, b, random([N], seed + 2)], (p, q, bias) => [
            matMul(p as Tensor, q as Tensor, transposeA, transposeB),
            fused.matMul({
              a: p as Tensor2D,
              b: q as Tensor2D,
              transposeA,
              transposeB,
              bias: bias as Tensor,
              activation: 'relu',
            }),
          ]);
        }),
        runs,
      );
    });

    it('in batches of matrix products', async () => {
      await agree('wasm', [random([3, 2, 5, 7], 1), random([3, 2, 7, 9], 2)], (a, b) => [
        matMul(a as Tensor, b as Tensor),
      ]);
    });

    it('in poolings and their gradients, ties and overlaps included', async () => {
      await fc.assert(
        fc.asyncProperty(poolings, async ({ batch, height, width, channels, size, strides, pad, seed }) => {
          fc.pre(pad === 'same' || (size[0] <= height && size[1] <= width));
          const x = random([batch, height, width, channels], seed);
          x.values.forEach((value, i) => {
            x.values[i] = Math.round(value * 3) / 3; // so that a window's largest value often stands there twice
          });
          const weigh = (y: Tensor): Tensor => y.mul(tensor(random(y.shape, seed + 1).values, y.shape as never));
          await agree('wasm', [x], (input) => [
            maxPool(input as Tensor4D, size, strides, pad),
            avgPool(input as Tensor4D, size, strides, pad),
            ...grads((p: Tensor) => weigh(maxPool(p as Tensor4D, size, strides, pad)))([input as Tensor]),
            // tfjs's CPU gradient of the mean ignores that padding is no part of it: see the next test.
            ...grads((p: Tensor) => weigh(avgPool(p as Tensor4D, size, strides, 'valid')))(
              pad === 'valid' ? [input as Tensor] : [zeros([1, 4, 4, 1])],
            ),
          ]);
        }),
        runs,
      );
    });

    it.each([
      { rectify: false, most: 9000 },
      { rectify: true, most: 30 },
    ])('in batch norm and its gradients, against its definition (ReLU: $rectify)', async ({ rectify, most }) => {
      const norms = fc.record({
        rows: fc.integer({ min: FEWEST_ROWS, max: most }),
        channels: fc.integer({ min: 1, max: 20 }),
        seed: fc.integer(),
      });
      await fc.assert(
        fc.asyncProperty(norms, async ({ rows, channels, seed }) => {
          const x = random([rows, channels], seed);
          x.values.forEach((value, i) => {
            x.values[i] = value + 5 + (i % channels); // means far from 0, as a badly rounded variance would show
          });
          await agreeAsNorm([x, random([channels], seed + 1), random([channels], seed + 2)], seed + 3, { rectify });
        }),
        { numRuns: 15 },
      );
    });

    it.each([false, true])('in batch norm and halving as one (ReLU between them: %s)', async (rectify) => {
      const halved = fc.record({
        batch: fc.integer({ min: 1, max: 4 }),
        height: fc.integer({ min: 1, max: 7 }).map((pairs) => 2 * pairs),
        width: fc.integer({ min: 1, max: 7 }).map((pairs) => 2 * pairs),
        channels: fc.integer({ min: 1, max: 5 }).map((fours) => 4 * fours),
        seed: fc.integer(),
      });
      await fc.assert(
        fc.asyncProperty(halved, async ({ batch, height, width, channels, seed }) => {
          fc.pre(batch * height * width >= FEWEST_ROWS);
          const x = random([batch, height, width, channels], seed);
          x.values.forEach((value, i) => {
            x.values[i] = Math.round(value * 20) / 20; // a window's values are equal or clearly apart
          });
          const inputs = [x, random([channels], seed + 1), random([channels], seed + 2)] as const;
          await agreeAsNorm(inputs, seed + 3, { rectify, halved: { height, width } });
        }),
        { numRuns: 15 },
      );
    });

    it.each([
      ['one channel, an odd row left out', [3, 12, 9, 1, 16], 1, 'valid', 'relu'],
      ['one channel, padded', [2, 9, 9, 1, 32], 1, 'same', 'linear'],
      ['one channel, two pixels at a step', [2, 13, 14, 1, 16], 2, 'same', 'relu'],
      ['whole tiles', [2, 18, 10, 8, 16], 1, 'valid', 'relu'],
      ['cut tiles, an odd row and column left out', [3, 17, 15, 8, 12], 1, 'valid', 'relu'],
      ['cut tiles, padded', [5, 14, 10, 12, 8], 1, 'same', 'linear'],
    ] as const)(
      'in convolutions with max pooling, and their gradients (%s)',
      async (_name, shape, strides, pad, end) => {
        const [batch, height, width, inputs, outputs] = shape;
        const layer = (x: Tensor, filter: Tensor, bias: Tensor): Tensor => {
          const attrs = { strides, pad, dataFormat: 'NHWC', dilations: [1, 1], activation: end };
          if (getBackend() === 'wasm')
            return runFor(HALVED_CONV_LAYER, { x, filter, bias }, { ...attrs, halve: true, places: true });
          const y = conv2d(x as Tensor4D, filter as Tensor4D, strides, pad).add(bias) as Tensor4D;
          return maxPool(end === 'relu' ? y.relu() : y, 2, 2, 'valid');
        };
        const filter = random([3, 3, inputs, outputs], 2);
        const values = [random([batch, height, width, inputs], 1), filter, random([outputs], 3)];
        await agree('wasm', values, withGradients(layer, 4));
      },
    );

    it('in dilated convolutions, which go the way of tfjs', async () => {
      await agree('wasm', [random([2, 11, 9, 5], 1), random([3, 2, 5, 8], 2)], (x, filter) => [
        conv2d(x as Tensor4D, filter as Tensor4D, 1, 'same', 'NHWC', [2, 3]),
      ]);
    });

    it('and pass back the mean of the real pixels only, where a window reaches into the padding', async () => {
      await setBackend('wasm');
      const [dx] = grads((p: Tensor) => avgPool(p as Tensor4D, 2, 2, 'same'))([ones([1, 3, 3, 1])]);
      // Windows of 4, 2, 2 and 1 pixels: each pixel gets one share of its window.
      expect([...(dx?.dataSync() ?? [])]).toEqual([1 / 4, 1 / 4, 1 / 2, 1 / 4, 1 / 4, 1 / 2, 1 / 2, 1 / 2, 1]);
    });
  },
);
