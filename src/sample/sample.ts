import { describeFormat } from '../decoding/formats/descriptions.ts';
import { createRandom, type Random } from '../statistics/random.ts';
import { drawHead } from './head.ts';
import { drawLesion } from './lesion.ts';
import { resample } from './resample.ts';
import { drawScanner, takeSlice } from './scanner.ts';

/** A drawn picture, to be encoded in its format and taken in like a dropped file. */
export type SampleSlice = {
  /** e.g. `Synthetic sample/Tumour (synthetic)/slice-012.png` */
  readonly path: string;
  readonly className: string;
  readonly format: 'png' | 'jpeg' | 'bmp' | 'webp';
  readonly width: number;
  readonly height: number;
  /** `width * height` grey levels, row by row. */
  readonly grey: Uint8Array;
};

const FORMATS = ['jpeg', 'jpeg', 'jpeg', 'png', 'png', 'bmp', 'webp'] as const;

/**
 * Synthetic slices that look like brains and are of nobody: half of them `Healthy`, half with a made-up tumour. Head,
 * size, format, contrast, brightness, noise and disturbances are drawn the same way for both, so that only the lesion
 * tells them apart. The same seed gives the same pixels, on other engines up to the last bit of their sines and powers.
 */
export function drawSample(seed: number, count = 240): SampleSlice[] {
  const random = createRandom(seed);
  const withLesion = random.shuffle(Array.from({ length: count }, (_, index) => index % 2 === 1));
  return withLesion.map((hasLesion, index) => drawSlice(random.fork(`slice ${index}`), hasLesion, index + 1));
}

function drawSlice(random: Random, hasLesion: boolean, number: number): SampleSlice {
  const className = hasLesion ? 'Tumour (synthetic)' : 'Healthy (synthetic)';
  const format = FORMATS[random.integer(FORMATS.length)] ?? 'png';
  const { width, height } = drawSize(random);
  const name = `slice-${String(number).padStart(3, '0')}.${describeFormat(format).extensions[0]}`;
  const grey = drawPixels(random, hasLesion, width, height);
  return { path: `Synthetic sample/${className}/${name}`, className, format, width, height, grey };
}

function drawSize(random: Random): { width: number; height: number } {
  const usual = [168, 192, 225, 256, 300, 350, 512];
  const height = (usual[random.integer(usual.length)] ?? 256) - (random.next() < 0.3 ? random.integer(18) : 0);
  const aspect = random.next() < 0.5 ? 1 : 0.82 + 0.2 * random.next();
  return { width: Math.min(512, Math.round(height * aspect)), height };
}

function drawPixels(random: Random, hasLesion: boolean, width: number, height: number): Uint8Array {
  const head = drawHead(random);
  const scanner = drawScanner(random, head, width / height);
  const lesion = hasLesion ? drawLesion(random.fork('lesion'), head) : null;
  const signal = takeSlice(head, lesion, scanner, random.fork('noise'));
  return develop(resample(signal, scanner.columns, scanner.lines, width, height), random.fork('window'));
}

/** Signal to grey levels: a window and a gamma, as whoever exported the picture had them. */
function develop(signal: Float32Array, random: Random): Uint8Array {
  const gain = 255 * (0.9 + 0.2 * random.next());
  const gamma = 0.9 + 0.22 * random.next();
  const steps = 1024; // to a signal of 2, far above white
  const curve = Uint8Array.from({ length: 2 * steps + 1 }, (_, i) =>
    Math.min(255, Math.round(gain * (i / steps) ** gamma)),
  );
  const grey = new Uint8Array(signal.length);
  for (let i = 0; i < signal.length; i++) {
    grey[i] = curve[Math.min(2 * steps, Math.max(0, Math.round((signal[i] as number) * steps)))] as number;
  }
  return grey;
}
