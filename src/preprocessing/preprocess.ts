import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { toLuma } from '../decoding/image/toLuma.ts';
import { frameOf, harmonise, harmonisedFrame } from './harmonise.ts';
import type { Box } from './headBoundingBox.ts';
import type { PreprocessingSpec } from './preprocessingSpec.ts';
import { resizeArea } from './resize.ts';

/**
 * An image -> the network's input as bytes: [size, size, depth], 0..255, in a new array. The only way there, in training and in use.
 * Depth 1 takes luma before resizing; a grey image at depth 3 has three equal channels.
 */
export function preprocess(image: DecodedImage, spec: PreprocessingSpec): Uint8Array {
  if (spec.fit === 'harmonise') return harmonise(image, spec.size, spec.depth);
  const source = spec.depth === 1 ? asGrey(image) : image;
  const { width, height } = fittedSize(image, spec);
  const fitted = resizeArea(source, width, height);
  const isFull = width === spec.size && height === spec.size && source.channels === spec.depth;
  return isFull ? fitted : place({ width, height, channels: source.channels, pixels: fitted }, spec);
}

/**
 * The rectangle of the image that the square made by `preprocess` shows, in pixels of the image: where what the network says of a place
 * in its input belongs. It reaches beyond the image where the square is padded.
 */
export function inputFrame(image: DecodedImage, spec: PreprocessingSpec): Box {
  if (spec.fit === 'harmonise') return harmonisedFrame(image, spec.size);
  const { width, height } = image;
  return frameOf({ left: 0, top: 0, width, height }, fittedSize(image, spec), spec.size);
}

/** Names the pixels that `preprocess` makes: equal keys, equal pixels. */
export function preprocessingKey({ version, size, depth, fit }: PreprocessingSpec): string {
  return `v${version}-${size}x${size}x${depth}-${fit}`;
}

const UNITS = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);

/** Bytes -> 0..1, into `target` from `offset` on. */
export function toUnitRange(
  pixels: Uint8Array,
  target: Float32Array = new Float32Array(pixels.length),
  offset = 0,
): Float32Array {
  for (let i = 0; i < pixels.length; i++) target[offset + i] = UNITS[pixels[i] ?? 0] ?? 0;
  return target;
}

function asGrey(image: DecodedImage): DecodedImage {
  return { width: image.width, height: image.height, channels: 1, pixels: toLuma(image) };
}

/** How large the image is inside the square. */
function fittedSize(
  { width, height }: Pick<DecodedImage, 'width' | 'height'>,
  { size, fit }: PreprocessingSpec,
): { width: number; height: number } {
  if (fit === 'stretch') return { width: size, height: size };
  const scale = size / Math.max(width, height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** In the middle of a black square (half a pixel up and left where the margin is odd), grey repeated for each channel. */
function place({ width, height, channels, pixels }: DecodedImage, { size, depth }: PreprocessingSpec): Uint8Array {
  const square = new Uint8Array(size * size * depth);
  const left = Math.floor((size - width) / 2);
  const top = Math.floor((size - height) / 2);
  for (let y = 0, from = 0; y < height; y++) {
    let to = ((top + y) * size + left) * depth;
    for (let x = 0; x < width; x++, from += channels) {
      for (let c = 0; c < depth; c++) square[to++] = pixels[from + (channels === 1 ? 0 : c)] ?? 0;
    }
  }
  return square;
}
