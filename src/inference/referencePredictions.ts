import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import type { ModelCard } from '../model/card/card.ts';
import type { NetworkInput } from '../model/networkInput.ts';
import { preprocess } from '../preprocessing/preprocess.ts';
import type { PreprocessingSpec } from '../preprocessing/preprocessingSpec.ts';
import { createRandom, type Random } from '../statistics/random.ts';

/** How many golden images travel with a model. */
export const referenceCount = 8;

/** The network's input for the golden images of a card: `referenceCount` * size * size * depth bytes. */
export function referencePixels(
  golden: Pick<ModelCard['golden'], 'seed' | 'columns'>,
  spec: PreprocessingSpec,
): Uint8Array {
  if (!golden.columns) return referenceInputs(golden.seed, referenceCount, spec);
  const one = spec.size * spec.size * spec.depth;
  const pixels = new Uint8Array(referenceCount * one);
  for (let image = 0; image < referenceCount; image++)
    pixels.set(preprocess(referenceScan(golden.seed, image), spec), image * one);
  return pixels;
}

/**
 * A full-size scan that anyone can draw again: a bright head with a margin, off the middle, half of them in colour, none a square. So each way
 * to prepare it gives other pixels. Sums and products only, which every engine rounds alike.
 */
export function referenceScan(seed: number, index: number): DecodedImage {
  const random = createRandom(seed).fork(`golden scan ${index}`);
  const [short, long] = [100 + random.integer(80), 200 + random.integer(160)];
  const [width, height] = random.next() < 0.5 ? [short, long] : [long, short];
  const channels = index % 2 === 0 ? 1 : 3;
  const head = { x: 0.4 + 0.2 * random.next(), y: 0.4 + 0.2 * random.next(), width: 0.3, height: 0.36 };
  const light = lightOf(random, channels);
  const pixels = new Uint8Array(width * height * channels);
  for (let pixel = 0, at = 0; pixel < width * height; pixel++) {
    const [x, y] = [(pixel % width) / width, Math.floor(pixel / width) / height];
    for (let channel = 0; channel < channels; channel++) {
      const level = light(x, y, channel);
      pixels[at++] = Math.max(0, Math.min(255, Math.floor(isInside(head, x, y) ? 60 + level : level / 20)));
    }
  }
  return { width, height, channels, pixels };
}

/**
 * The golden images of cards made before they were full-size scans: images that anyone can draw again from the seed, to check that a model answers elsewhere as it did here: `count`
 * images of size * size * depth bytes. Bright ellipses on a gradient with some noise, so that kernels of every kind
 * have something to answer to and no two images look alike.
 */
export function referenceInputs(seed: number, count: number, { size, depth }: NetworkInput): Uint8Array {
  const pixels = new Uint8Array(count * size * size * depth);
  for (let image = 0; image < count; image++) {
    const random = createRandom(seed).fork(`golden ${image}`);
    const light = lightOf(random, depth);
    const first = image * size * size * depth;
    for (let pixel = 0; pixel < size * size; pixel++) {
      const x = (pixel % size) / size;
      const y = Math.floor(pixel / size) / size;
      for (let channel = 0; channel < depth; channel++)
        pixels[first + pixel * depth + channel] = Math.max(0, Math.min(255, Math.floor(light(x, y, channel))));
    }
  }
  return pixels;
}

/** Devices round differently, most of all GPUs; weights that were changed show far more than this. */
const tolerance = 1e-3;

/**
 * A sentence where a model's answers are not those that its card promises; null where they are. `tolerance` applies to
 * each probability.
 */
export function referenceMismatch(
  expected: readonly (readonly number[])[],
  actual: readonly (readonly number[])[],
): string | null {
  const sameShape =
    expected.length === actual.length && expected.every((row, index) => row.length === actual[index]?.length);
  if (!sameShape)
    return 'The model answers with another number of classes than its card says. The file is damaged; take another copy.';
  const largest = Math.max(
    0,
    ...expected.flatMap((row, index) => row.map((each, column) => distance(each, actual[index]?.[column]))),
  );
  if (largest <= tolerance) return null;
  return (
    `The model does not answer as it did where it was made (a test image differs by ${largest.toPrecision(2)}). ` +
    'The file is damaged or was changed; take another copy.'
  );
}

function distance(expected: number, actual: number | undefined): number {
  const difference = Math.abs(expected - (actual ?? Number.NaN));
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference;
}

type Ellipse = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Grey level of a point of the unit square, by channel. */
function lightOf(random: Random, depth: number): (x: number, y: number, channel: number) => number {
  const between = (low: number, high: number) => low + (high - low) * random.next();
  const channels = Array.from({ length: depth }, () => ({
    base: between(0, 80),
    right: between(-60, 60),
    down: between(-60, 60),
  }));
  const ellipses = Array.from({ length: 2 + random.integer(4) }, (): Ellipse & { readonly light: number } => ({
    x: between(0.2, 0.8),
    y: between(0.2, 0.8),
    width: between(0.05, 0.35),
    height: between(0.05, 0.35),
    light: between(30, 170),
  }));
  return (x, y, channel) => {
    const { base = 0, right = 0, down = 0 } = channels[channel] ?? {};
    const inside = ellipses.filter((each) => isInside(each, x, y));
    const noise = 20 * random.next();
    return base + right * x + down * y + noise + inside.reduce((sum, each) => sum + each.light, 0) / (1 + channel);
  };
}

function isInside({ x, y, width, height }: Ellipse, atX: number, atY: number): boolean {
  return square((atX - x) / width) + square((atY - y) / height) < 1;
}

/** Not `** 2`, which engines may round differently. */
function square(x: number): number {
  return x * x;
}
