import type { ConvShape } from '../kernels/operations/convShape.ts';
import { texelsAcross } from './directConvolution.ts';
import { filterRows, lineSplits } from './filterGradient.ts';
import { productSplits } from './matrixProduct.ts';
import { stageBetween } from './reductionSplits.ts';
import { half } from './texels.ts';

/**
 * What a shader asks of a GPU, counted from its loops. Time is at least `fetches` over the GPU's fetches per second,
 * and at least `longest` times the delay of a fetch; a GPU is busy where `fragments` are many times its cores.
 * Fetches that a border leaves out are counted all the same.
 */
export type ShaderCost = {
  /** Of the pass that takes longest: they run side by side. */
  readonly fragments: number;
  /** Texels that one fragment reads, one after another; of all passes together. */
  readonly longest: number;
  /** Texels read in all passes. */
  readonly fetches: number;
};

/** One pass in which every fragment reads as many texels. */
function pass(fragments: number, longest: number): ShaderCost {
  return { fragments, longest, fetches: fragments * longest };
}

/** Passes one after another, the longest first. */
function together(first: ShaderCost, ...others: readonly ShaderCost[]): ShaderCost {
  const sum = (of: 'longest' | 'fetches') => others.reduce((total, each) => total + each[of], first[of]);
  return { fragments: first.fragments, longest: sum('longest'), fetches: sum('fetches') };
}

export function filterGradientWork(shape: ConvShape): ShaderCost {
  const { count, length } = lineSplits(shape);
  const weights = half(filterRows(shape)) * half(shape.outChannels);
  const streams = shape.inChannels % 2 === 0 ? 1 : 2;
  const perStep = 1 + streams * (shape.strideWidth === 1 ? 1 : 2);
  const stage = stageBetween(count);
  const partial = pass(count * weights, length * half(shape.outWidth) * perStep);
  return together(partial, pass(Math.ceil(count / stage) * weights, stage), pass(weights, Math.ceil(count / stage)));
}

/** tfjs: one fragment a weight, two numbers for every output pixel of every image. */
export function stockFilterGradientWork({ filterShape, batchSize, outHeight, outWidth }: ConvShape): ShaderCost {
  const weights = filterShape.reduce((product, length) => product * length, 1);
  return pass(weights, 2 * batchSize * outHeight * outWidth);
}

export function forwardWork({ outShape, filterHeight, filterWidth, inChannels, padInfo }: ConvShape): ShaderCost {
  const perTexel = texelsAcross(filterWidth, padInfo.left) + filterWidth;
  return pass(texelsIn(outShape), filterHeight * half(inChannels) * perTexel);
}

export function backwardWork({ inShape, filterHeight, filterWidth, outChannels, padInfo }: ConvShape): ShaderCost {
  const perTexel = texelsAcross(filterWidth, filterWidth - 1 - padInfo.left) + filterWidth;
  return pass(texelsIn(inShape), filterHeight * half(outChannels) * perTexel);
}

/** tfjs: the windows written out as a matrix, then a product. */
export function stockForwardWork(shape: ConvShape): ShaderCost {
  const { batchSize, outHeight, outWidth, outChannels } = shape;
  const pixels = outHeight * outWidth;
  const product = pass(batchSize * half(pixels) * half(outChannels), 2 * half(filterRows(shape)));
  return together(product, pass(batchSize * half(filterRows(shape)) * half(pixels), 4));
}

/** tfjs: for every tap a texel of the filter and one or two of the gradient. */
export function stockBackwardWork({ inShape, filterHeight, filterWidth, outChannels }: ConvShape): ShaderCost {
  return pass(texelsIn(inShape), filterHeight * filterWidth * half(outChannels) * 2.5);
}

type Factors = { readonly M: number; readonly N: number; readonly K: number };

export function productWork({ M, N, K }: Factors): ShaderCost {
  const splits = productSplits({ M, N, K });
  if (!splits) return stockProductWork({ M, N, K });
  const results = half(M) * half(N);
  return together(pass(splits.count * results, 2 * splits.length), pass(results, splits.count));
}

export function stockProductWork({ M, N, K }: Factors): ShaderCost {
  return pass(half(M) * half(N), 2 * half(K));
}

function texelsIn([images = 1, height = 1, width = 1, channels = 1]: readonly number[]): number {
  return images * height * half(width) * half(channels);
}
