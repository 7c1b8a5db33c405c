import { createRandom, type Random } from '../../../src/statistics/random.ts';
import { serve } from '../../../src/worker/rpc/serve.ts';

const SIDES = [168, 192, 225, 256, 300, 350] as const;
const BLOBS = 14;
/** Of so many scans one is a PNG. */
const PNG_EVERY = 20;
const NOISE_LEVELS = 8;
/** Files of some 11 kB: less than a real scan's 25, so that thousands of them do not fill the disk. */
const QUALITY = 0.8;

/** Pictures of nothing, about as many pixels and of the formats of scans, all different, no two near-copies. */
const drawing = {
  /** `count` files from the one with the number `first` on, as base64. The same numbers give the same pictures. */
  async draw(first: number, count: number) {
    const files: { readonly name: string; readonly base64: string }[] = [];
    for (let number = first; number < first + count; number++) {
      const png = number % PNG_EVERY === 0;
      const type = png ? 'image/png' : 'image/jpeg';
      const blob = await drawScan(createRandom(number)).convertToBlob({ type, quality: QUALITY });
      const name = `${number % 2 ? 'odd' : 'even'}/scan ${number}.${png ? 'png' : 'jpg'}`;
      files.push({ name, base64: base64Of(new Uint8Array(await blob.arrayBuffer())) });
    }
    return files;
  },
};

function drawScan(random: Random): OffscreenCanvas {
  const side = SIDES[random.integer(SIDES.length)] ?? 256;
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser gives no 2D canvas to workers.');
  context.fillStyle = 'black';
  context.fillRect(0, 0, side, side);
  for (let blob = 0; blob < BLOBS; blob++) drawBlob(context, side, random);
  addNoise(context, side, random);
  return canvas;
}

function drawBlob(context: OffscreenCanvasRenderingContext2D, side: number, random: Random): void {
  const grey = random.integer(256);
  context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
  context.beginPath();
  const [x, y] = [side * random.next(), side * random.next()];
  const [width, height] = [side * (0.05 + 0.25 * random.next()), side * (0.05 + 0.25 * random.next())];
  context.ellipse(x, y, width, height, Math.PI * random.next(), 0, 2 * Math.PI);
  context.fill();
}

function addNoise(context: OffscreenCanvasRenderingContext2D, side: number, random: Random): void {
  const image = context.getImageData(0, 0, side, side);
  const pixels = new Uint32Array(image.data.buffer); // alpha, blue, green, red
  for (let i = 0; i < pixels.length; i++) {
    const grey = Math.min(255, ((pixels[i] ?? 0) & 255) + random.integer(NOISE_LEVELS));
    pixels[i] = 0xff000000 + 0x010101 * grey;
  }
  context.putImageData(image, 0, 0);
}

function base64Of(bytes: Uint8Array): string {
  let letters = '';
  for (let at = 0; at < bytes.length; at += 8192) letters += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(letters);
}

serve(drawing);
