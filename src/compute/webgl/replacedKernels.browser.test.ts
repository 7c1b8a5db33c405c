import { conv2d, fused, grads, maxPool, type Tensor, type Tensor4D, tensor } from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { agree, on, random } from '../comparison.fixture.ts';
import { registerWebglTrainingKernels, webglKernelFailures } from './registerWebglTrainingKernels.ts';
import { startWebGL } from './started.fixture.ts';

let available = false;
beforeAll(async () => {
  available = await startWebGL();
  registerWebglTrainingKernels();
});

/** Every shape is a shader to compile. The seed of a failing run is printed by fast-check; put it here to see it again. */
const runs = { numRuns: 10 };

type Convolution = {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly pad: 'same' | 'valid';
  readonly seed: number;
};

async function convolutionsAgree(shape: Convolution): Promise<void> {
  const { batch, height, width, inputs, outputs, kernel, pad, seed } = shape;
  const strides: [number, number] = [...shape.strides];
  const x = random([batch, height, width, inputs], seed);
  const filter = random([...kernel, inputs, outputs], seed + 1);
  await agree('webgl', [x, filter, random([outputs], seed + 2)], (a, w, bias) => [
    conv2d(a as Tensor4D, w as Tensor4D, strides, pad),
    fused.conv2d({
      ...{ x: a as Tensor4D, filter: w as Tensor4D, strides, pad, bias: bias as Tensor, activation: 'relu' },
    }),
    ...grads((p: Tensor, q: Tensor) => conv2d(p as Tensor4D, q as Tensor4D, strides, pad).square())([a, w] as Tensor[]),
  ]);
}

describe('convolutions and both their gradients on WebGL', () => {
  const three = { kernel: [3, 3], strides: [1, 1], seed: 5 } as const;
  it.each<[string, Convolution]>([
    ['Course, first layer', { ...three, batch: 3, height: 20, width: 20, inputs: 1, outputs: 32, pad: 'valid' }],
    ['Course, second layer', { ...three, batch: 2, height: 15, width: 15, inputs: 32, outputs: 64, pad: 'valid' }],
    ['Compact, second block', { ...three, batch: 2, height: 16, width: 16, inputs: 16, outputs: 32, pad: 'same' }],
    ['colour pictures', { ...three, batch: 2, height: 9, width: 12, inputs: 3, outputs: 5, pad: 'same' }],
    ['one pixel', { ...three, batch: 1, height: 1, width: 1, inputs: 2, outputs: 1, pad: 'same' }],
    ['steps of two', { ...three, strides: [2, 2], batch: 2, height: 9, width: 8, inputs: 4, outputs: 3, pad: 'same' }],
    ['many lines', { ...three, batch: 90, height: 34, width: 4, inputs: 1, outputs: 2, pad: 'same' }],
  ])('are those of the CPU backend: %s', async (_name, shape) => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    await convolutionsAgree(shape);
    expect(webglKernelFailures()).toEqual([]);
  });

  it('are those of the CPU backend for any shape, stride and padding', async () => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    const side = fc.integer({ min: 1, max: 11 });
    const shapes = fc.record({
      ...{ batch: fc.integer({ min: 1, max: 4 }), height: side, width: side, inputs: side, outputs: side },
      kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
      strides: fc.oneof(fc.constant([1, 1] as const), fc.tuple(fc.constantFrom(1, 2, 3), fc.constantFrom(1, 2, 3))),
      pad: fc.constantFrom('same' as const, 'valid' as const),
      seed: fc.integer(),
    });
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const [kh, kw] = shape.kernel;
        fc.pre(shape.pad === 'same' || (kh <= shape.height && kw <= shape.width));
        await convolutionsAgree(shape);
      }),
      runs,
    );
    expect(webglKernelFailures()).toEqual([]);
  });
});

describe('max pooling and its gradient on WebGL', () => {
  it('pass NaN on, which would else be the only sign of a run that diverges', async () => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    for (const place of [0, 1, 2, 3]) {
      const x = { shape: [1, 2, 2, 1], values: Float32Array.of(1, 2, 3, 4) };
      x.values[place] = Number.NaN;
      expect(await on('webgl', [x], (input) => [maxPool(input as Tensor4D, 2, 2, 'valid')])).toEqual([
        Float32Array.of(Number.NaN),
      ]);
    }
  });

  const pool = { batch: 2, height: 8, width: 8, channels: 6, size: [2, 2], strides: [2, 2], pad: 'valid' } as const;
  it.each([
    ['halving', pool],
    ['halving odd sides', { ...pool, height: 9, width: 7, channels: 5 }],
    ['overlapping windows with padding', { ...pool, size: [3, 3], strides: [1, 2], pad: 'same' } as const],
    ['windows far apart', { ...pool, height: 11, width: 12, size: [1, 2], strides: [2, 3] } as const],
    ['one channel', { ...pool, channels: 1, size: [3, 2] } as const],
  ])('are those of the CPU backend, ties included: %s', async (_name, { batch, height, width, channels, ...attrs }) => {
    if (!available) return console.warn('Skipped: no WebGL here.');
    const x = random([batch, height, width, channels], 3);
    x.values.forEach((value, i) => {
      x.values[i] = Math.round(value * 3) / 3; // so that a window's largest value often stands there twice
    });
    const [size, strides] = [[...attrs.size], [...attrs.strides]] as [[number, number], [number, number]];
    const weigh = (y: Tensor): Tensor => y.mul(tensor(random(y.shape, 4).values, y.shape as never));
    await agree('webgl', [x], (input) => [
      maxPool(input as Tensor4D, size, strides, attrs.pad),
      ...grads((p: Tensor) => weigh(maxPool(p as Tensor4D, size, strides, attrs.pad)))([input as Tensor]),
    ]);
    expect(webglKernelFailures()).toEqual([]);
  });
});
