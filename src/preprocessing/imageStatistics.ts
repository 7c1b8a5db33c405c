import type { ImageStatistics } from '../dataset/scan.ts';
import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { toLuma } from '../decoding/image/toLuma.ts';
import { aligned, IMAGE_ADDRESS } from '../decoding/wasm/imageMemory.ts';
import { type ImageWasm, imageWasm } from './imageWasm.ts';

/**
 * What an image is like without what it shows: of the full-size scan, or of a network's input. `contrast` is the population's
 * standard deviation; `border` takes each pixel of the edges once; `sharpness` is the mean absolute difference between a
 * pixel and its right or lower neighbour over the contrast (0 for an image of one grey).
 */
export function imageStatistics(image: DecodedImage): ImageStatistics {
  const { width, height } = image;
  const grey = toLuma(image);
  const [levels, squares, differences] = factSumsOf(grey, width, height);
  const count = width * height;
  const contrast = spread(levels, squares, count);
  const pairs = (width - 1) * height + width * (height - 1);
  return {
    mean: levels / count,
    contrast,
    border: borderOf(grey, width, height),
    sharpness: contrast > 0 && pairs > 0 ? differences / pairs / contrast : 0,
  };
}

function factSumsOf(grey: Uint8Array, width: number, height: number): StatisticSums {
  const wasm = imageWasm();
  return (wasm && statisticSumsWasm(wasm, grey, width, height)) ?? statisticSums(grey, width, height);
}

/** The difference of two numbers of up to 70 bits that may be almost equal. */
function spread(levels: number, squares: number, count: number): number {
  return Math.sqrt(Number(BigInt(count) * BigInt(squares) - BigInt(levels) ** 2n)) / count;
}

function borderOf(grey: Uint8Array, width: number, height: number): number {
  const last = (height - 1) * width;
  let sum = 0;
  let count = 0;
  for (let x = 0; x < width; x++) {
    sum += (grey[x] ?? 0) + (height > 1 ? (grey[last + x] ?? 0) : 0);
    count += height > 1 ? 2 : 1;
  }
  for (let at = width; at < last; at += width) {
    sum += (grey[at] ?? 0) + (width > 1 ? (grey[at + width - 1] ?? 0) : 0);
    count += width > 1 ? 2 : 1;
  }
  return sum / count;
}

/** Of a grey image: the sum of its levels, of their squares, and of the differences between neighbours, all exact. */
type StatisticSums = readonly [levels: number, squares: number, differences: number];

/** `statisticSums` by WebAssembly, of [height, width] grey levels; null for an image that is too large. */
export function statisticSumsWasm(
  wasm: ImageWasm,
  grey: Uint8Array,
  width: number,
  height: number,
): StatisticSums | null {
  const at = aligned(IMAGE_ADDRESS + grey.length);
  if (!wasm.hold(grey, at + 3 * Float64Array.BYTES_PER_ELEMENT)) return null;
  wasm.exports.factSums(IMAGE_ADDRESS, width, height, at);
  const [levels = 0, squares = 0, differences = 0] = wasm.floats(at, 3);
  return [levels, squares, differences];
}

/** Whole numbers below 2^53: exact in any order of adding. */
export function statisticSums(grey: Uint8Array, width: number, height: number): StatisticSums {
  let [levels, squares, differences] = [0, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const level = grey[at] ?? 0;
      levels += level;
      squares += level * level;
      if (x + 1 < width) differences += Math.abs(level - (grey[at + 1] ?? 0));
      if (y + 1 < height) differences += Math.abs(level - (grey[at + width] ?? 0));
    }
  }
  return [levels, squares, differences];
}
