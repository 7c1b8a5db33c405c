import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { toLuma } from '../decoding/image/toLuma.ts';
import { gaussianKernel, mirrored } from './gaussianKernel.ts';
import { type Box, headBoundingBox, percentile } from './headBoundingBox.ts';
import { resizeArea } from './resize.ts';

/** The grid on which all images are blurred alike is this many times finer than the input. */
const FINER = 2;
/** Standard deviation of the blur, in pixels of the input: more than what the coarsest scans lack beside the finest. */
const BLUR = 1;
/** Levels beyond these shares are cut: a few specks must not say how bright the rest is. */
const DARK_SHARE = 0.01;
const BRIGHT_SHARE = 0.99;
/** What the mean and the standard deviation of the levels inside the head's box become. */
const MEAN = 110;
const DEVIATION = 55;

/**
 * An image -> [size, size, depth] bytes that tell less of where it came from: cropped to the head (so that its margins say
 * nothing), its aspect kept with black beside it (nor its width and height), blurred on a common grid (nor its sharpness),
 * its grey levels cut at the 1st and 99th percentile and brought to one mean and one contrast (nor its exposure).
 */
export function harmonise(image: DecodedImage, size: number, depth: 1 | 3): Uint8Array {
  const grey: DecodedImage = { width: image.width, height: image.height, channels: 1, pixels: toLuma(image) };
  const source = depth === 1 ? grey : image;
  const head = crop(source, headBoundingBox(grey));
  const { width, height } = fittedInto(head, FINER * size);
  const fitted = { width, height, channels: head.channels, pixels: resizeArea(head, width, height) };
  const planes = Array.from({ length: head.channels }, (_, channel) => {
    const fine = blur(planeOf(fitted, channel), width, height, FINER * BLUR);
    return intoSquare(fine, width, height, size);
  });
  return withCommonRange(planes, size, depth, { width: width / FINER, height: height / FINER });
}

/** The rectangle of the image that the square of `harmonise` shows, in pixels of the image; it may reach beyond it. */
export function harmonisedFrame(image: DecodedImage, size: number): Box {
  const head = headBoundingBox({ ...image, channels: 1, pixels: toLuma(image) });
  const { width, height } = fittedInto(head, FINER * size);
  return frameOf(head, { width: width / FINER, height: height / FINER }, size);
}

/**
 * What the whole square shows where `part` of an image was resized to `fitted` and placed in its middle, half a pixel up and left where
 * the margin is odd.
 */
export function frameOf(part: Box, fitted: { readonly width: number; readonly height: number }, size: number): Box {
  const [across, down] = [part.width / fitted.width, part.height / fitted.height];
  return {
    left: part.left - across * Math.floor((size - fitted.width) / 2),
    top: part.top - down * Math.floor((size - fitted.height) / 2),
    width: across * size,
    height: down * size,
  };
}

/** How large an image is inside a square of a side, its aspect kept; even, so that halves are whole. */
function fittedInto({ width, height }: Pick<Box, 'width' | 'height'>, side: number): { width: number; height: number } {
  const scale = side / Math.max(width, height);
  const even = (length: number) => Math.max(FINER, FINER * Math.round((length * scale) / FINER));
  return { width: even(width), height: even(height) };
}

function crop({ width, channels, pixels }: DecodedImage, box: Box): DecodedImage {
  const row = box.width * channels;
  const cropped = new Uint8Array(row * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = ((box.top + y) * width + box.left) * channels;
    cropped.set(pixels.subarray(from, from + row), y * row);
  }
  return { width: box.width, height: box.height, channels, pixels: cropped };
}

function planeOf({ channels, pixels }: DecodedImage, channel: number): Float64Array {
  const plane = new Float64Array(pixels.length / channels);
  for (let i = 0; i < plane.length; i++) plane[i] = pixels[i * channels + channel] as number;
  return plane;
}

/** Gauss in both directions, up to three deviations, the image mirrored at its edges. */
function blur(plane: Float64Array, width: number, height: number, deviation: number): Float64Array {
  const weights = gaussianKernel(deviation);
  const across = blurLines(plane, width, height, 1, width, weights);
  return blurLines(across, height, width, width, 1, weights);
}

/** Along lines of `length` values that are `step` apart, `lines` of them that begin `next` apart. */
function blurLines(
  plane: Float64Array,
  length: number,
  lines: number,
  step: number,
  next: number,
  weights: Float64Array,
): Float64Array {
  const radius = (weights.length - 1) / 2;
  const places = Int32Array.from({ length: length + 2 * radius }, (_, i) => step * mirrored(i - radius, length));
  const line = new Float64Array(places.length);
  const result = new Float64Array(plane.length);
  for (let from = 0; from < lines * next; from += next) {
    for (let i = 0; i < line.length; i++) line[i] = plane[from + (places[i] as number)] as number;
    for (let i = 0; i < length; i++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += (weights[k] as number) * (line[i + k] as number);
      result[from + i * step] = sum;
    }
  }
  return result;
}

/** Means of 2 x 2, in the middle of a black square. */
function intoSquare(fine: Float64Array, width: number, height: number, size: number): Float64Array {
  const square = new Float64Array(size * size);
  const left = Math.floor((size - width / FINER) / 2);
  const top = Math.floor((size - height / FINER) / 2);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = (top + Math.floor(y / FINER)) * size + left + Math.floor(x / FINER);
      square[to] = (square[to] as number) + (fine[y * width + x] as number) / FINER ** 2;
    }
  }
  return square;
}

/** One range for all channels, taken inside the image, not of the black beside it. */
function withCommonRange(
  planes: readonly Float64Array[],
  size: number,
  depth: 1 | 3,
  inside: { width: number; height: number },
): Uint8Array {
  const left = Math.floor((size - inside.width) / 2);
  const top = Math.floor((size - inside.height) / 2);
  const levels = new Float64Array(planes.length * inside.height * inside.width);
  planes.forEach((plane, c) => {
    for (let y = 0; y < inside.height; y++) {
      const from = (top + y) * size + left;
      levels.set(plane.subarray(from, from + inside.width), (c * inside.height + y) * inside.width);
    }
  });
  const sorted = levels.toSorted();
  const [dark, bright] = [percentile(sorted, DARK_SHARE), percentile(sorted, BRIGHT_SHARE)];
  const cut = (level: number) => Math.min(bright, Math.max(dark, level));
  const mean = levels.reduce((sum, level) => sum + cut(level), 0) / levels.length;
  const variance = levels.reduce((sum, level) => sum + (cut(level) - mean) ** 2, 0) / levels.length;
  const gain = variance > 0 ? DEVIATION / Math.sqrt(variance) : 0;
  const result = new Uint8Array(size * size * depth);
  for (let y = top; y < top + inside.height; y++) {
    for (let x = left; x < left + inside.width; x++) {
      for (let c = 0; c < depth; c++) {
        const level = (planes[planes.length === 1 ? 0 : c] as Float64Array)[y * size + x] as number;
        const normalised = gain > 0 ? MEAN + gain * (cut(level) - mean) : 0;
        result[(y * size + x) * depth + c] = Math.min(255, Math.max(0, Math.round(normalised)));
      }
    }
  }
  return result;
}
