import { describe, expect, test, vi } from 'vitest';
import { UserError } from '../dataset/userError.ts';
import { decodeForView, decodeImage } from './decode.ts';
import type { DecodingPath } from './formats/jpeg/jpeg.ts';
import type { DecodedImage } from './image/decodedImage.ts';
import type { Orientation } from './image/exif.ts';
import { orient } from './image/orient.ts';
import { JPEG_SAMPLES, LOSSLESS_SAMPLES, REFUSED_TIFFS, SHORT_TIFFS, TIFF_SAMPLES } from './samples.fixture.ts';

const WIDTH = 20;
const HEIGHT = 18;
const PATHS: readonly DecodingPath[] = ['own', 'planes', 'canvas'];

type Draw = (x: number, y: number) => readonly number[];

const grey = (x: number, y: number) => (x * 13 + y * 29 + x * y) % 256;
const rgb: Draw = (x, y) => [grey(x, y), (x * 7 + y * 3) % 256, (200 - x * 5 + y) % 256];
/** 16 bits: the upper byte goes up where the lower one goes down. */
const deep = (x: number, y: number) => 256 * grey(x, y) + 255 - grey(x, y);
const alpha = (x: number) => (x * 12) % 256;

/** The formulas that the samples were drawn by, on black. */
const SHOWS: Readonly<Record<string, Draw>> = {
  grey: (x, y) => [grey(x, y)],
  deep: (x, y) => [Math.round(deep(x, y) / 257)],
  grey4: (x, y) => [(grey(x, y) >> 4) * 17],
  greyalpha: (x, y) => [(grey(x, y) * alpha(x)) / 255],
  bits: (x, y) => [(x * y + x) % 3 === 0 ? 255 : 0],
  rgb,
  rgba: (x, y) => rgb(x, y).map((value) => (value * alpha(x)) / 255),
  palette: (x, y) => [(grey(x, y) * 3) % 256, 255 - grey(x, y), (grey(x, y) * 7) % 256],
};

function expected(shows: string): Omit<DecodedImage, 'pixels'> & { pixels: number[] } {
  const draw = SHOWS[shows];
  if (!draw) throw new Error(`No formula ${shows}.`);
  const places = Array.from({ length: WIDTH * HEIGHT }, (_, i) => [i % WIDTH, Math.floor(i / WIDTH)] as const);
  const pixels = places.flatMap(([x, y]) => [...draw(x, y)]);
  return { width: WIDTH, height: HEIGHT, channels: draw(0, 0).length === 1 ? 1 : 3, pixels };
}

function largestDifference(image: DecodedImage, pixels: ArrayLike<number>): number {
  expect(image.pixels).toHaveLength(pixels.length);
  return image.pixels.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (pixels[i] ?? 0))), 0);
}

async function encode(type: string, draw: Draw, quality = 0.95): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const drawing = canvas.getContext('2d');
  const image = new ImageData(WIDTH, HEIGHT);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const [red = 0, green = red, blue = red] = draw(i % WIDTH, Math.floor(i / WIDTH));
    image.data.set([red, green, blue, 255], 4 * i);
  }
  drawing?.putImageData(image, 0, 0);
  return new Uint8Array(await (await canvas.convertToBlob({ type, quality })).arrayBuffer());
}

describe.each(PATHS)('by the way of %s', (path) => {
  test.each(LOSSLESS_SAMPLES)('$name gives the pixels it was drawn with', async ({ shows, bytes: file }) => {
    const { image } = await decodeImage(file.slice(), path);
    const { pixels, ...shape } = expected(shows);
    expect(image).toMatchObject(shape);
    expect(largestDifference(image, pixels)).toBeLessThanOrEqual(1);
  });

  test.each(JPEG_SAMPLES)(
    'a JPEG ($name) gives the pixels that libjpeg-turbo gives Pillow',
    async ({ bytes: file, pixels }) => {
      const { format, image } = await decodeImage(file.slice(), path);
      const reference = pixels;
      expect(format).toBe('jpeg');
      expect(image).toMatchObject({
        width: WIDTH,
        height: HEIGHT,
        channels: reference.length === WIDTH * HEIGHT ? 1 : 3,
      });
      expect(largestDifference(image, reference)).toBeLessThanOrEqual(2);
    },
  );

  test.each([1, 2, 3, 4, 5, 6, 7, 8] as const)(
    'EXIF orientation %d is applied once, in JPEG, PNG and WebP',
    async (orientation) => {
      for (const type of ['image/jpeg', 'image/png', 'image/webp']) {
        const plain = await encode(type, (x, y) => [x * 6, y * 14, 0]);
        const { image: stored } = await decodeImage(plain, path);
        const { image } = await decodeImage(withExif(plain, type, orientation), path);
        const { pixels, ...shape } = stored;
        const { values, ...turned } = orient({ ...shape, values: pixels }, orientation);
        expect(image, type).toEqual({ ...turned, pixels: values });
      }
    },
  );

  test('a grey image has one channel and a nearly grey one three', async () => {
    for (const type of ['image/jpeg', 'image/png']) {
      const one = await decodeImage(await encode(type, (x, y) => [x * 5 + y * 3]), path);
      expect(one.image.channels, type).toBe(1);
      const three = await decodeImage(
        await encode(type, (x, y) => [x * 5 + y * 3, x * 5 + y * 3, x * 5 + y * 3 + 30]),
        path,
      );
      expect(three.image.channels, type).toBe(3);
    }
  });

  test('an image cut short is refused, and so is one whose middle is gone', async () => {
    for (const type of ['image/jpeg', 'image/png', 'image/webp']) {
      const whole = await encode(type, rgb);
      await expect(decodeImage(whole.slice(0, -20), path), type).rejects.toThrow('ends before the image does');
    }
    const png = await encode('image/png', rgb);
    png.fill(0, 60, 100);
    await expect(decodeImage(png, path)).rejects.toThrow(UserError);
  });

  test('bytes that lie in the middle of a larger buffer are read the same', async () => {
    for (const { bytes: file, shows } of [...LOSSLESS_SAMPLES, ...TIFF_SAMPLES]) {
      const bytes = file.slice();
      const buffer = new Uint8Array(bytes.length + 24).fill(0x55);
      buffer.set(bytes, 7);
      const { image } = await decodeImage(buffer.subarray(7, 7 + bytes.length), path);
      expect(largestDifference(image, expected(shows).pixels)).toBeLessThanOrEqual(1);
    }
  });
});

test.each(TIFF_SAMPLES)('a TIFF ($name) gives the pixels it was drawn with', async ({ shows, bytes: file }) => {
  const { format, image } = await decodeImage(file.slice());
  const { pixels, ...shape } = expected(shows);
  expect(format).toBe('tiff');
  expect(image).toMatchObject(shape);
  expect(largestDifference(image, pixels)).toBeLessThanOrEqual(shows.endsWith('a') ? 1 : 0);
});

test.each(Object.entries(REFUSED_TIFFS))('a TIFF with %s is refused by name', async (feature, file) => {
  await expect(decodeImage(file.slice())).rejects.toThrow(`This kind of TIFF cannot be read: it has ${feature}.`);
});

test.each(Object.entries(SHORT_TIFFS))(
  'a TIFF whose %s data stops early is refused, not filled with black',
  async (_, file) => {
    await expect(decodeImage(file.slice())).rejects.toThrow(/damaged|ends before/);
  },
);

test.each(TIFF_SAMPLES)('a TIFF ($name) cut anywhere is refused in words, or whole', async ({ shows, bytes: file }) => {
  const bytes = file.slice();
  for (let length = 8; length < bytes.length; length += 5) {
    const outcome = await decodeImage(bytes.slice(0, length)).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(outcome).toBeInstanceOf(UserError);
    else
      expect((outcome as { image: DecodedImage }).image).toMatchObject({
        ...expected(shows),
        pixels: expect.anything(),
      });
  }
});

test('a JPEG that WebCodecs refuses is left to the canvas', async () => {
  const bytes = await encode('image/jpeg', (x, y) => [x * 5 + y * 3]);
  const { image } = await decodeImage(bytes, 'canvas');
  const failing = { decode: () => Promise.reject(new Error('refused')), close: () => undefined };
  vi.stubGlobal('ImageDecoder', function refusing() {
    return failing;
  });
  try {
    expect((await decodeImage(bytes, 'planes')).image).toEqual(image);
  } finally {
    vi.unstubAllGlobals();
  }
});

test('an image of which a browser draws nothing, as WebKit does with damaged ones, is refused', async () => {
  const nothing = new OffscreenCanvas(WIDTH, HEIGHT);
  nothing.getContext('2d');
  vi.stubGlobal('createImageBitmap', () => Promise.resolve(nothing.transferToImageBitmap()));
  try {
    for (const type of ['image/jpeg', 'image/webp']) {
      await expect(decodeImage(await encode(type, rgb), 'canvas'), type).rejects.toThrow('is damaged');
    }
  } finally {
    vi.unstubAllGlobals();
  }
});

test('a web page with the name of an image is refused as what it is', async () => {
  const page = new TextEncoder().encode('<!doctype html><img src="https://example.org/x.png" onerror="alert(1)">');
  await expect(decodeImage(page)).rejects.toThrow('web page');
});

/** The image with an EXIF block that holds nothing but an orientation. */
function withExif(image: Uint8Array, type: string, orientation: Orientation): Uint8Array<ArrayBuffer> {
  const block = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
  if (type === 'image/jpeg') {
    const marked = [0x45, 0x78, 0x69, 0x66, 0, 0, ...block];
    return joined(image.subarray(0, 2), [0xff, 0xe1, 0, marked.length + 2], marked, image.subarray(2));
  }
  if (type === 'image/png') {
    const chunk = [0x65, 0x58, 0x49, 0x66, ...block];
    const head = 8 + 25;
    return joined(image.subarray(0, head), [0, 0, 0, block.length], chunk, big32(crc32(chunk)), image.subarray(head));
  }
  // The encoder may have written the extended form already (for its colour profile): then only the flag is missing.
  const isExtended = String.fromCharCode(...image.subarray(12, 16)) === 'VP8X';
  const flags = 0x08 | (isExtended ? (image[20] ?? 0) : 0);
  const extended = [...text('VP8X'), 10, 0, 0, 0, flags, 0, 0, 0, WIDTH - 1, 0, 0, HEIGHT - 1, 0, 0];
  const chunks = image.subarray(isExtended ? 30 : 12);
  const body = joined(text('WEBP'), extended, chunks, text('EXIF'), [block.length, 0, 0, 0], block);
  return joined(text('RIFF'), [body.length & 255, body.length >> 8, 0, 0], body);
}

function text(characters: string): number[] {
  return Array.from(characters, (character) => character.charCodeAt(0));
}

function big32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}

function joined(...parts: readonly (readonly number[] | Uint8Array)[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function crc32(bytes: readonly number[]): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

test.each([...LOSSLESS_SAMPLES, ...TIFF_SAMPLES].filter(({ shows }) => shows === 'deep'))(
  '$name keeps its 16 bits for the eye',
  async ({ bytes: file }) => {
    const image = await decodeForView(file.slice(), 0);
    const places = Array.from({ length: WIDTH * HEIGHT }, (_, i) => deep(i % WIDTH, Math.floor(i / WIDTH)));
    expect([...image.values]).toEqual(places);
    expect(image.window).toEqual({ low: 0, high: 65_535 });
    // numpy.percentile of the values
    expect(image.windowOfVersion1?.low).toBeCloseTo(967.725, 3);
    expect(image.windowOfVersion1?.high).toBeCloseTo(64_874.55, 3);
    expect(image.headerFields).toContainEqual(['Bits', '16']);
  },
);

test('an image of 8 bits has the range of a byte for the eye', async () => {
  const image = await decodeForView(await encode('image/png', (x, y) => [x * 5 + y * 3]), 0);
  expect(image).toMatchObject({ channels: 1, window: { low: 0, high: 255 }, inverted: false });
  expect(image.values[1]).toBe(5);
});
