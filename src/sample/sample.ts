import { describeFormat } from '../decoding/formats/descriptions.ts';
import { createRandom, type Random } from '../statistics/random.ts';
import { drawHead } from './head.ts';
import { drawLesion } from './lesion.ts';
import { drawScanner, takeSlice } from './scanner.ts';

/** A drawn image, to be encoded in its format and imported like a dropped file. */
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
 * Synthetic slices that look like brains and belong to no person: half of them `Healthy`, half with a made-up tumour. Head,
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

/** Signal to grey levels: a window and a gamma, as whoever exported the image had them. */
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

/** Resizes a signal to an image by Catmull-Rom interpolation, as a scanner does for display. [height, width] */
function resample(signal: Float32Array, columns: number, lines: number, width: number, height: number): Float32Array {
  const across = taps(columns, width);
  const down = taps(lines, height);
  const wide = new Float32Array(lines * width);
  for (let line = 0; line < lines; line++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let tap = 4 * x; tap < 4 * x + 4; tap++) {
        sum += (across.weights[tap] as number) * (signal[line * columns + (across.places[tap] as number)] as number);
      }
      wide[line * width + x] = sum;
    }
  }
  const image = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let tap = 4 * y; tap < 4 * y + 4; tap++) {
      const weight = down.weights[tap] as number;
      const start = (down.places[tap] as number) * width;
      for (let x = 0; x < width; x++) {
        image[y * width + x] = (image[y * width + x] as number) + weight * (wide[start + x] as number);
      }
    }
  }
  return image;
}

/** For each of `to` places the four of `from` that it lies between, with their weights; the edge is repeated. */
function taps(from: number, to: number): { places: Int32Array; weights: Float32Array } {
  const places = new Int32Array(4 * to);
  const weights = new Float32Array(4 * to);
  for (let place = 0; place < to; place++) {
    const centre = ((place + 0.5) * from) / to - 0.5;
    const first = Math.floor(centre);
    const t = centre - first;
    weights.set(catmullRom(t), 4 * place);
    for (let tap = 0; tap < 4; tap++) places[4 * place + tap] = Math.min(from - 1, Math.max(0, first - 1 + tap));
  }
  return { places, weights };
}

function catmullRom(t: number): [number, number, number, number] {
  return [
    t * (-0.5 + t * (1 - 0.5 * t)),
    1 + t * t * (-2.5 + 1.5 * t),
    t * (0.5 + t * (2 - 1.5 * t)),
    t * t * (-0.5 + 0.5 * t),
  ];
}
