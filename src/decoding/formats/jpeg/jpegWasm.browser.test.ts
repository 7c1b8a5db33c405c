import { expect, test } from 'vitest';
import { createRandom, type Random } from '../../../statistics/random.ts';
import { decodeInBrowser } from '../../browser/browserImage.ts';
import type { DecodedImage } from '../../image/decodedImage.ts';
import { description } from './description.ts';
import { decodePlainJpeg } from './jpegWasm.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Soft waves and noise, in colour or grey; encoded by the browser itself (4:2:0, at quality 1 4:4:4). */
async function encoded(
  random: Random,
  width: number,
  height: number,
  colour: boolean,
  quality: number,
): Promise<Bytes> {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    const wave = 128 + 100 * Math.sin((i % width) / 7) * Math.cos(i / width / 5);
    for (let c = 0; c < 3; c++) {
      image.data[4 * i + c] = colour || c === 0 ? wave + 40 * c + 60 * (random.next() - 0.5) : (image.data[4 * i] ?? 0);
    }
    image.data[4 * i + 3] = 255;
  }
  pen.putImageData(image, 0, 0);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg', quality })).arrayBuffer());
}

test('plain JPEGs of any size and quality, grey and in colour, have the very pixels that the browser reads', async () => {
  const random = createRandom(5);
  for (const [width, height] of [
    [16, 16],
    [17, 33],
    [63, 64],
    [100, 75],
    [129, 31],
    [300, 201],
  ] as const) {
    for (const colour of [false, true]) {
      for (const quality of [0.05, 0.5, 0.92, 1]) {
        const bytes = await encoded(random, width, height, colour, quality);
        const own = decodePlainJpeg(bytes);
        expect(own?.channels).toBe(colour ? 3 : 1);
        expect(differences(own, await decodeInBrowser(bytes, description)), `${width} x ${height}, ${quality}`).toBe(0);
      }
    }
  }
});

test('of damaged files the machine makes what the browser makes, or nothing', async () => {
  const random = createRandom(6);
  const whole = [
    await encoded(random, 90, 70, false, 0.8),
    await encoded(random, 90, 70, true, 0.8),
    await encoded(random, 40, 40, true, 1),
  ];
  let decoded = 0;
  for (let round = 0; round < 900; round++) {
    const bytes = damaged(whole[round % whole.length] ?? new Uint8Array(), random, round);
    const own = decodePlainJpeg(bytes);
    if (own === null) continue;
    decoded += 1;
    expect(differences(own, await decodeInBrowser(bytes, description)), `round ${round}`).toBe(0);
  }
  expect(decoded).toBeGreaterThan(100);
});

/** How many bytes differ; all where the shape does. */
function differences(own: DecodedImage | null, { width, height, channels, pixels }: DecodedImage): number {
  if (own?.width !== width || own.height !== height || own.channels !== channels) return pixels.length;
  return pixels.reduce((count, byte, i) => count + (byte === own.pixels[i] ? 0 : 1), 0);
}

/** Cut short, or with up to four bits flipped (every third time in the headers). */
function damaged(whole: Bytes, random: Random, round: number): Bytes {
  if (round % 7 === 0) return whole.slice(0, Math.floor(random.next() * whole.length));
  const bytes = whole.slice();
  const range = round % 3 === 1 ? 700 : bytes.length;
  for (let flips = 1 + (round % 4); flips > 0; flips--) {
    const at = Math.floor(random.next() * Math.min(range, bytes.length));
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random.next() * 8));
  }
  return bytes;
}
