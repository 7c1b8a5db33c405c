import { zlibSync } from 'fflate';
import { crc32 } from '../archive/crc32.ts';
import { joinBytes } from '../archive/joinBytes.ts';
import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { preprocess } from '../preprocessing/preprocess.ts';
import { drawSample } from '../sample/sample.ts';
import { chainsOf, type ExportedModel } from './chains.ts';
import { answerToInput } from './plainAnswer.ts';

/** A drawn scan at full size, and what the model says of it: whoever runs the model elsewhere compares. */
export type GoldenScan = {
  /** e.g. scan-01.png */
  readonly name: string;
  readonly png: Uint8Array<ArrayBuffer>;
  /** One for each class. */
  readonly probabilities: readonly number[];
};

const COUNT = 16;
const SEED = 20_26;

/** Synthetic scans of many sizes, half of them in colour, with the probabilities that Axial gives for them. */
export function goldenScans(model: ExportedModel): GoldenScan[] {
  const chains = chainsOf(model);
  return goldenImages().map((image, index) => ({
    name: `scan-${String(index + 1).padStart(2, '0')}.png`,
    png: encodePng(image),
    probabilities: answerToInput(chains, model.card, preprocess(image, model.card.preprocessing)),
  }));
}

export function goldenImages(): DecodedImage[] {
  return drawSample(SEED, COUNT).map(({ width, height, grey }, index) =>
    index % 2 === 0 ? { width, height, channels: 1, pixels: grey } : tinted(width, height, grey),
  );
}

/** Warm in the light, cold in the dark: a wrong weight of a colour shows. */
function tinted(width: number, height: number, grey: Uint8Array): DecodedImage {
  const pixels = new Uint8Array(3 * grey.length);
  grey.forEach((level, i) => {
    pixels.set(
      [level, Math.round((level * level) / 255), 255 - Math.round(((255 - level) * (255 + level)) / 510)],
      3 * i,
    );
  });
  return { width, height, channels: 3, pixels };
}

/** 8 bits a channel, no filter (PNG specification, third edition). */
export function encodePng({ width, height, channels, pixels }: DecodedImage): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(13));
  header.setUint32(0, width);
  header.setUint32(4, height);
  header.setUint8(8, 8);
  header.setUint8(9, channels === 1 ? 0 : 2);
  const row = width * channels;
  const lines = new Uint8Array(height * (row + 1));
  for (let y = 0; y < height; y++) lines.set(pixels.subarray(y * row, (y + 1) * row), y * (row + 1) + 1);
  return joinBytes([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    pngChunk('IHDR', new Uint8Array(header.buffer)),
    pngChunk('IDAT', zlibSync(lines, { level: 6 })),
    pngChunk('IEND', new Uint8Array()),
  ]);
}

function pngChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const named = joinBytes([new TextEncoder().encode(type), data]);
  const words = new DataView(new ArrayBuffer(8));
  words.setUint32(0, data.length);
  words.setUint32(4, crc32(named));
  return joinBytes([new Uint8Array(words.buffer, 0, 4), named, new Uint8Array(words.buffer, 4, 4)]);
}
