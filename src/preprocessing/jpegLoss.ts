import type { DegradedImage } from './degradationDraw.ts';

const SIDE = 8;

/** Of luminance, row after row: ITU-T T.81, table K.1. */
const QUANTISATION = [
  [16, 11, 10, 16, 24, 40, 51, 61],
  [12, 12, 14, 19, 26, 58, 60, 55],
  [14, 13, 16, 24, 40, 57, 69, 56],
  [14, 17, 22, 29, 51, 87, 80, 62],
  [18, 22, 37, 56, 68, 109, 103, 77],
  [24, 35, 55, 64, 81, 104, 113, 92],
  [49, 64, 78, 87, 103, 121, 120, 101],
  [72, 92, 95, 98, 112, 100, 103, 99],
].flat();

/** The cosine transform of 8 values as a matrix, row after row. */
const COSINES = Float64Array.from({ length: SIDE * SIDE }, (_, i) => {
  const [frequency, place] = [Math.floor(i / SIDE), i % SIDE];
  const scale = frequency === 0 ? Math.sqrt(1 / SIDE) : Math.sqrt(2 / SIDE);
  return scale * Math.cos(((2 * place + 1) * frequency * Math.PI) / (2 * SIDE));
});
const TRANSPOSED = Float64Array.from(COSINES, (_, i) => COSINES[(i % SIDE) * SIDE + Math.floor(i / SIDE)] ?? 0);

/**
 * Loses of an image what a JPEG of this quality loses: the cosines of 8 x 8 pixels are rounded to multiples of their step
 * (ITU-T T.81, A.3.3 and A.3.4; steps for a quality as in libjpeg). Each channel as luminance; blocks over the edge repeat the
 * last pixel.
 * @param quality 1..100
 */
export function throughJpeg(image: DegradedImage, quality: number): void {
  const steps = stepsOf(quality);
  const [block, half, cosines] = [0, 1, 2].map(() => new Float64Array(SIDE * SIDE)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let top = 0; top < image.height; top += SIDE)
    for (let left = 0; left < image.width; left += SIDE)
      for (let channel = 0; channel < image.depth; channel++) {
        readBlock(image, left, top, channel, block);
        multiply(block, TRANSPOSED, half);
        multiply(COSINES, half, cosines);
        for (let i = 0; i < cosines.length; i++)
          cosines[i] = Math.round((cosines[i] as number) / (steps[i] as number)) * (steps[i] as number);
        multiply(cosines, COSINES, half);
        multiply(TRANSPOSED, half, block);
        writeBlock(image, left, top, channel, block);
      }
}

function stepsOf(quality: number): Float64Array {
  const scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return Float64Array.from(QUANTISATION, (step) => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))));
}

function readBlock(
  { values, width, height, depth }: DegradedImage,
  left: number,
  top: number,
  channel: number,
  block: Float64Array,
): void {
  for (let i = 0; i < block.length; i++) {
    const y = Math.min(height - 1, top + Math.floor(i / SIDE));
    const x = Math.min(width - 1, left + (i % SIDE));
    block[i] = 255 * (values[(y * width + x) * depth + channel] ?? 0) - 128;
  }
}

function writeBlock(
  { values, width, height, depth }: DegradedImage,
  left: number,
  top: number,
  channel: number,
  block: Float64Array,
): void {
  for (let y = top; y < Math.min(height, top + SIDE); y++)
    for (let x = left; x < Math.min(width, left + SIDE); x++) {
      const level = (block[(y - top) * SIDE + x - left] ?? 0) + 128;
      values[(y * width + x) * depth + channel] = Math.min(1, Math.max(0, level / 255));
    }
}

/** result = a b, matrices of 8 x 8. */
function multiply(a: Float64Array, b: Float64Array, result: Float64Array): void {
  for (let row = 0; row < SIDE * SIDE; row += SIDE)
    for (let column = 0; column < SIDE; column++) {
      let sum = 0;
      for (let k = 0; k < SIDE; k++) sum += (a[row + k] as number) * (b[k * SIDE + column] as number);
      result[row + column] = sum;
    }
}
