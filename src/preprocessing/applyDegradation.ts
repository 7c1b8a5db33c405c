import { createRandom } from '../statistics/random.ts';
import type { DegradationDraw, DegradedImage } from './degradationDraw.ts';
import { gaussianKernel, mirrored } from './gaussianKernel.ts';
import { throughJpeg } from './jpegLoss.ts';

/**
 * Degrades an image as drawn: contrast, gamma, blur, resolution, noise, JPEG, a black square. On every backend this very code, on
 * the processor: in plain JavaScript it takes a fraction of a training step (see DECISIONS.md).
 */
export function applyDegradation(image: DegradedImage, drawn: DegradationDraw): void {
  const { contrast, gamma, blur, side, noise, noiseSeed, quality, cut, ...others } = drawn;
  // What is drawn and not applied here would be offered and do nothing: it does not compile.
  others satisfies Record<string, never>;
  const longer = Math.max(image.width, image.height);
  changeLevels(image, contrast, gamma);
  if (blur > 0) alongBoth(image, (length) => gaussian(length, blur));
  if (side < longer)
    alongBoth(image, (length) => reducedAndEnlarged(length, Math.max(1, Math.round((side * length) / longer))));
  if (noise > 0) addNoise(image, noise, noiseSeed);
  if (quality < 100) throughJpeg(image, quality);
  if (cut.side > 0) cutOut(image, cut);
}

function changeLevels({ values }: DegradedImage, contrast: number, gamma: number): void {
  if (contrast === 1 && gamma === 1) return;
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  for (let i = 0; i < values.length; i++) values[i] = clipped(mean + contrast * ((values[i] as number) - mean));
  if (gamma !== 1) raiseTo(values, gamma);
}

/** Steps of the table of powers, between which is interpolated: a tenth of the time of a power for each pixel. */
const POWER_STEPS = 256;

function raiseTo(values: Float32Array, gamma: number): void {
  const powers = Float64Array.from({ length: POWER_STEPS + 2 }, (_, i) => (i / POWER_STEPS) ** gamma);
  for (let i = 0; i < values.length; i++) {
    const at = POWER_STEPS * (values[i] as number);
    const step = Math.floor(at);
    const below = powers[step] as number;
    values[i] = below + (at - step) * ((powers[step + 1] as number) - below);
  }
}

function addNoise({ values }: DegradedImage, noise: number, seed: number): void {
  const random = createRandom(seed);
  for (let i = 0; i < values.length; i++) values[i] = clipped((values[i] ?? 0) + noise * random.normal());
}

function cutOut({ values, width, height, depth }: DegradedImage, { left, top, side }: DegradationDraw['cut']): void {
  const [from, to] = [Math.max(0, left), Math.min(width, left + side)];
  if (from >= to) return;
  for (let y = Math.max(0, top); y < Math.min(height, top + side); y++)
    values.fill(0, (y * width + from) * depth, (y * width + to) * depth);
}

function clipped(level: number): number {
  return Math.min(1, Math.max(0, level));
}

/** What value i of a line becomes: the sum of `width` values from `first[i]` on, times weights[i * width], weights[i * width + 1], ... */
type Bands = { readonly width: number; readonly first: Int32Array; readonly weights: Float64Array };

/** Does to every column and then to every row what the bands of that length say. */
function alongBoth(image: DegradedImage, bandsOf: (length: number) => Bands): void {
  const ofColumns = bandsOf(image.height);
  const ofRows = image.width === image.height ? ofColumns : bandsOf(image.width);
  alongRows(alongColumns(image, ofColumns), image, ofRows);
}

/** Whole rows at a time, which lie side by side in memory. */
function alongColumns(image: DegradedImage, { width, first, weights }: Bands): Float64Array {
  const { values, height, depth } = image;
  const row = image.width * depth;
  const result = new Float64Array(values.length);
  for (let y = 0; y < height; y++)
    for (let k = 0; k < width; k++) {
      const weight = weights[y * width + k] as number;
      if (weight === 0) continue;
      const from = ((first[y] as number) + k) * row;
      for (let x = 0; x < row; x++)
        result[y * row + x] = (result[y * row + x] as number) + weight * (values[from + x] as number);
    }
  return result;
}

function alongRows(source: Float64Array, image: DegradedImage, { width, first, weights }: Bands): void {
  const { values, depth } = image;
  for (let start = 0; start < values.length; start += image.width * depth)
    for (let x = 0; x < image.width; x++)
      for (let c = 0; c < depth; c++) {
        let sum = 0;
        let at = start + (first[x] as number) * depth + c;
        for (let k = x * width; k < (x + 1) * width; k++, at += depth)
          sum += (weights[k] as number) * (source[at] as number);
        values[start + x * depth + c] = sum;
      }
}

/** Bands of up to `width` of `size` values each, to which weights can be added. */
class BandBuilder {
  readonly width: number;
  private readonly first: Int32Array;
  private readonly weights: Float64Array;

  constructor(
    private readonly size: number,
    width: number,
  ) {
    this.width = Math.min(size, width);
    this.first = new Int32Array(size);
    this.weights = new Float64Array(size * this.width);
  }

  /** Where the band of value `i` begins, as far as it fits. */
  begin(i: number, first: number): void {
    this.first[i] = Math.min(Math.max(0, first), this.size - this.width);
  }

  add(i: number, place: number, weight: number): void {
    const at = i * this.width + place - (this.first[i] as number);
    this.weights[at] = (this.weights[at] as number) + weight;
  }

  get bands(): Bands {
    return { width: this.width, first: this.first, weights: this.weights };
  }
}

/** A normal distribution up to three deviations, the line mirrored at its ends. */
function gaussian(size: number, deviation: number): Bands {
  const radius = Math.min(size, Math.max(1, Math.round(3 * deviation)));
  const kernel = gaussianKernel(deviation, radius);
  const builder = new BandBuilder(size, 2 * radius + 1);
  for (let i = 0; i < size; i++) {
    builder.begin(i, i - radius);
    for (let k = 0; k < kernel.length; k++) builder.add(i, mirrored(i + k - radius, size), kernel[k] as number);
  }
  return builder.bands;
}

/** Area means over `side` pixels, and linear interpolation between those. */
function reducedAndEnlarged(size: number, side: number): Bands {
  const builder = new BandBuilder(size, 2 * Math.ceil(size / side) + 2);
  for (let i = 0; i < size; i++) {
    const at = Math.min(side - 1, Math.max(0, ((i + 0.5) * side) / size - 0.5));
    const left = Math.floor(at);
    builder.begin(i, Math.floor((left * size) / side));
    addArea(builder, i, [left * size, size], side, 1 - (at - left));
    if (left + 1 < side) addArea(builder, i, [(left + 1) * size, size], side, at - left);
  }
  return builder.bands;
}

/** To value `i` the mean of the stretch from `start` on of length `length`, in units of 1 / `side` of a pixel, times `weight`. */
function addArea(
  builder: BandBuilder,
  i: number,
  [start, length]: [number, number],
  side: number,
  weight: number,
): void {
  for (let place = Math.floor(start / side); place * side < start + length; place++) {
    const covered = Math.min(start + length, (place + 1) * side) - Math.max(start, place * side);
    builder.add(i, place, (weight * covered) / length);
  }
}
