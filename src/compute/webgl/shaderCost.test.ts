import { describe, expect, it } from 'vitest';
import { type ConvShape, convolutionShape } from '../kernels/operations/convShape.ts';
import {
  backwardWork,
  filterGradientWork,
  forwardWork,
  productWork,
  type ShaderCost,
  stockBackwardWork,
  stockFilterGradientWork,
  stockForwardWork,
  stockProductWork,
} from './shaderCost.fixture.ts';

type Side = 64 | 128;

function convolution(side: number, inputs: number, outputs: number, pad: 'valid' | 'same'): ConvShape {
  return convolutionShape([32, side, side, inputs], [3, 3, inputs, outputs], { strides: 1, pad });
}

/** The convolutions of the presets in batches of 32, in their order. */
const networks: Record<string, (side: Side) => ConvShape[]> = {
  Course: (side) => [convolution(side, 1, 32, 'valid'), convolution((side - 2) / 2, 32, 64, 'valid')],
  Compact: (side) => [
    ...[convolution(side, 1, 16, 'same'), convolution(side / 2, 16, 32, 'same')],
    ...[convolution(side / 4, 32, 64, 'same'), convolution(side / 8, 64, 128, 'same')],
  ],
};

const cases = Object.keys(networks).flatMap((name) => [[name, 64] as const, [name, 128] as const]);

describe('the work of the shaders', () => {
  it.each(cases)('keeps a GPU busy in all filter gradients of %s at %i px, without long loops', (name, side) => {
    for (const shape of networks[name]?.(side) ?? []) {
      const [ours, stock] = [filterGradientWork(shape), stockFilterGradientWork(shape)];
      expect(ours.fragments).toBeGreaterThanOrEqual(50_000);
      expect(ours.longest).toBeLessThanOrEqual(side === 64 ? 2_500 : 10_000);
      expect(ours.fetches).toBeLessThan(stock.fetches * 0.3);
    }
  });

  it("is what the loops of tfjs's filter gradient say: the Course's first layer has 288 fragments", () => {
    // 3 x 3 x 32 weights; 62 x 62 pixels of 32 images, two numbers each.
    const expected = { fragments: 288, longest: 2 * 62 * 62 * 32, fetches: 288 * 2 * 62 * 62 * 32 };
    expect(stockFilterGradientWork(convolution(64, 1, 32, 'valid'))).toEqual(expected);
  });

  it('is what our loops say', () => {
    // Rows 9, channels 32: 5 x 16 texels. 32 x 62 lines by 2: 992 parts, in 31 pairs of pixels 3 texels for each line;
    // 992 parts by 32, then 31.
    const loops = { fragments: 992 * 80, longest: 2 * 31 * 3 + 32 + 31 };
    expect(filterGradientWork(convolution(64, 1, 32, 'valid'))).toMatchObject(loops);
    // 3 rows of 16 channel pairs: 4 columns from an even one on are 2 texels, and 3 taps.
    expect(forwardWork(convolution(31, 32, 64, 'valid'))).toMatchObject({ longest: 3 * 16 * (2 + 3) });
    // From an odd column on, 3 texels.
    expect(backwardWork(convolution(16, 32, 64, 'same'))).toMatchObject({ longest: 3 * 32 * (3 + 3) });
  });

  it.each([
    [64, { M: 32, K: 12544, N: 512 }],
    [128, { M: 32, K: 57600, N: 512 }],
  ])('cuts the long sums of the dense layer of the Course CNN at %i px', (_side, factors) => {
    expect(stockProductWork(factors).fragments).toBe(16 * 256);
    expect(productWork(factors).fragments).toBeGreaterThanOrEqual(60_000);
    expect(productWork(factors).longest).toBeLessThan(stockProductWork(factors).longest / 10);
    expect(productWork(factors).fetches).toBeLessThan(stockProductWork(factors).fetches * 1.05);
  });

  it.each(cases)('is less than half of that of tfjs over all convolutions of %s at %i px', (name, side) => {
    const shapes = networks[name]?.(side) ?? [];
    const sum = (parts: readonly ((shape: ConvShape) => ShaderCost)[]) => {
      const backwards = ([forward, back, filter]: typeof parts, i: number, shape: ConvShape) =>
        [forward, filter, ...(i > 0 ? [back] : [])].reduce((total, part) => total + (part?.(shape).fetches ?? 0), 0);
      return shapes.reduce((total, shape, i) => total + backwards(parts, i, shape), 0);
    };
    const ours = sum([forwardWork, backwardWork, filterGradientWork]);
    const stock = sum([stockForwardWork, stockBackwardWork, stockFilterGradientWork]);
    expect(ours).toBeLessThan(stock / 2);
  });
});
