import type { ImageStatistics } from '../dataset/scan.ts';
import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { toLuma } from '../decoding/image/toLuma.ts';
import { type StatisticSums, statisticSums, statisticSumsWasm } from './imageStatisticsWasm.ts';
import { imageWasm } from './imageWasm.ts';

/**
 * What a picture is like without what it shows: of the full-size scan, or of a network's input. `contrast` is the population's
 * standard deviation; `border` takes each pixel of the edges once; `sharpness` is the mean absolute difference between a
 * pixel and its right or lower neighbour over the contrast (0 for a picture of one grey).
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
  const machine = imageWasm();
  return (machine && statisticSumsWasm(machine, grey, width, height)) ?? statisticSums(grey, width, height);
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
