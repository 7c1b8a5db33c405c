import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../dataset/userError.ts';
import { FORMATS, type FormatName } from '../formats.ts';
import { JPEG_SAMPLES, LOSSLESS_SAMPLES, TIFF_SAMPLES } from '../samples.fixture.ts';
import { sniffFormat } from '../sniff.ts';
import { readImageHeader } from './imageHeader.ts';

function headerOf(bytes: Uint8Array, name: string | undefined) {
  const format = FORMATS.find((each) => each.name === name);
  if (format?.holds !== 'image') throw new Error(`${name} is no format of images.`);
  return readImageHeader(bytes, format);
}

/** Numbers as bytes, text as Latin-1, in order. */
function bytesOf(...parts: readonly (number | string | readonly number[])[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => {
      if (typeof part === 'number') return [part];
      return typeof part === 'string' ? Array.from(part, (character) => character.charCodeAt(0)) : [...part];
    }),
  );
}

const big16 = (value: number) => [value >> 8, value & 255];
const big32 = (value: number) => [...big16(value >>> 16), ...big16(value & 0xffff)];
const little16 = (value: number) => [value & 255, value >> 8];
const little32 = (value: number) => [...little16(value & 0xffff), ...little16(value >>> 16)];

/** An EXIF block, little- or big-endian, with one entry: Orientation, SHORT. */
const exifLittle = (orientation: number) =>
  bytesOf('II*\0', little32(8), 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0);
const exifBig = (orientation: number) =>
  bytesOf('MM\0*', big32(8), 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0);

const segment = (marker: number, data: Uint8Array) => [0xff, marker, ...big16(data.length + 2), ...data];
const frame = (width: number, height: number) => segment(0xc0, bytesOf(8, big16(height), big16(width), 1, 1, 0x11, 0));
const scan = [...segment(0xda, bytesOf(1, 1, 0, 0, 63, 0)), 0x12, 0xff, 0x00, 0xff, 0xd0, 0x34];
const steps = segment(0xdb, bytesOf(0, new Array<number>(64).fill(1)));
const jpeg = (...segments: readonly number[][]) => bytesOf([0xff, 0xd8], steps, segments.flat(), scan, [0xff, 0xd9]);

const chunk = (type: string, data: Uint8Array) =>
  bytesOf(big32(data.length), type, [...data], big32(crc32(bytesOf(type, [...data]))));
const png = (width: number, height: number, ...chunks: readonly Uint8Array[]) =>
  bytesOf(
    '\x89PNG\r\n\x1a\n',
    [...chunk('IHDR', bytesOf(big32(width), big32(height), 8, 0, 0, 0, 0))],
    chunks.flatMap((each) => [...each]),
    [...chunk('IDAT', bytesOf(1, 2, 3))],
    [...chunk('IEND', bytesOf())],
  );

const riff = (...chunks: readonly Uint8Array[]) => {
  const body = chunks.flatMap((each) => [...each]);
  return bytesOf('RIFF', little32(4 + body.length), 'WEBP', body);
};
const webpChunk = (type: string, data: Uint8Array) =>
  bytesOf(type, little32(data.length), [...data], data.length % 2 ? [0] : []);
const vp8x = (width: number, height: number) =>
  webpChunk('VP8X', bytesOf(8, 0, 0, 0, little16(width - 1), 0, little16(height - 1), 0));

const gif = (screen: readonly [number, number], left: number, size: readonly [number, number]) =>
  bytesOf(
    ['GIF89a', little16(screen[0]), little16(screen[1]), 0x80, 0, 0, [0, 0, 0, 255, 255, 255]].flatMap((part) => [
      ...bytesOf(part),
    ]),
    [0x21, 0xf9, 4, 0, 0, 0, 0, 0],
    [0x2c, ...little16(left), 0, 0, ...little16(size[0]), ...little16(size[1]), 0],
    [2, 2, 0x4c, 0x01, 0, 0x3b],
  );

const bmp = (width: number, height: number, pixelBytes: number) =>
  bytesOf(
    'BM',
    little32(0),
    little32(0),
    little32(54),
    little32(40),
    little32(width),
    little32(height),
    [1, 0, 24, 0],
    [...new Uint8Array(24 + pixelBytes)],
  );

const tiff = (width: number, height: number, orientation: number) =>
  bytesOf(
    'II*\0',
    little32(8),
    3,
    0,
    [0, 1, 3, 0, 1, 0, 0, 0, ...little32(width)],
    [1, 1, 4, 0, 1, 0, 0, 0, ...little32(height)],
    [0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0],
  );

const xmp = segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0<x/>'));
const thumbnailInside = segment(0xe1, bytesOf('Exif\0\0', [...exifBig(6)], [0xff, 0xd8, ...frame(8, 8), 0xff, 0xd9]));

test.each<[string, FormatName, Uint8Array, number, number, number]>([
  ['a plain JPEG', 'jpeg', jpeg(frame(640, 480)), 640, 480, 1],
  [
    'a JPEG turned by little-endian EXIF',
    'jpeg',
    jpeg(segment(0xe1, bytesOf('Exif\0\0', [...exifLittle(8)])), frame(640, 480)),
    640,
    480,
    8,
  ],
  [
    'a JPEG with XMP before EXIF, and a thumbnail inside it',
    'jpeg',
    jpeg(xmp, thumbnailInside, frame(640, 480)),
    640,
    480,
    6,
  ],
  [
    'a JPEG with a nonsense orientation',
    'jpeg',
    jpeg(segment(0xe1, bytesOf('Exif\0\0', [...exifLittle(9)])), frame(640, 480)),
    640,
    480,
    1,
  ],
  ['a JPEG with a zip behind it', 'jpeg', bytesOf([...jpeg(frame(640, 480))], 'PK\x03\x04'), 640, 480, 1],
  ['a PNG', 'png', png(640, 480), 640, 480, 1],
  ['a PNG with EXIF', 'png', png(640, 480, chunk('eXIf', exifBig(3))), 640, 480, 3],
  [
    'a lossy WebP',
    'webp',
    riff(webpChunk('VP8 ', bytesOf(0, 0, 0, 0x9d, 1, 0x2a, little16(640), little16(480)))),
    640,
    480,
    1,
  ],
  // 640 - 1 = 0x27f in 14 bits, 480 - 1 = 0x1df in the next 14: 0x1df << 14 | 0x27f = 0x0077c27f
  ['a lossless WebP', 'webp', riff(webpChunk('VP8L', bytesOf(0x2f, little32(0x0077c27f)))), 640, 480, 1],
  [
    'an extended WebP with EXIF',
    'webp',
    riff(vp8x(640, 480), webpChunk('VP8L', bytesOf(0x2f, little32(0x0077c27f))), webpChunk('EXIF', exifLittle(5))),
    640,
    480,
    5,
  ],
  ['a GIF', 'gif', gif([640, 480], 0, [640, 480]), 640, 480, 1],
  ['a GIF whose frame is wider than its screen', 'gif', gif([20, 480], 40, [600, 480]), 640, 480, 1],
  ['a BMP', 'bmp', bmp(32, 20, 32 * 20 * 3), 32, 20, 1],
  ['a BMP stored from the top', 'bmp', bmp(32, -20, 32 * 20 * 3), 32, 20, 1],
  ['a TIFF', 'tiff', tiff(640, 480, 7), 640, 480, 7],
])('the header of %s tells its size and orientation', (_, format, bytes, width, height, orientation) => {
  expect(headerOf(bytes, format)).toMatchObject({ width, height, orientation });
});

test.each<[FormatName, Uint8Array]>([
  ['jpeg', jpeg(thumbnailInside, frame(640, 480))],
  ['png', png(640, 480)],
  ['webp', riff(webpChunk('VP8 ', bytesOf(0, 0, 0, 0x9d, 1, 0x2a, little16(640), little16(480))))],
  ['gif', gif([640, 480], 0, [640, 480]).subarray(0, -1)],
  ['bmp', bmp(33, 20, 100 * 20 - 1)],
  ['tiff', tiff(640, 480, 7)],
])('a %s that was cut anywhere is refused with words', (format, bytes) => {
  expect(headerOf(bytes, format).width).toBeGreaterThan(0);
  for (let length = 12; length < bytes.length; length++) {
    expect(() => headerOf(bytes.subarray(0, length), format), `${length} bytes`).toThrow(UserError);
  }
  expect(() => headerOf(bytes.subarray(0, -1), format)).toThrow('ends before the image does');
});

test('an image of 100 megapixels is refused by its header, with its size and the limit', () => {
  expect(() => headerOf(png(10_000, 10_000), 'png')).toThrow(
    /10000 x 10000 pixels \(100 megapixels\).*limit is 64 megapixels/,
  );
  expect(headerOf(png(8000, 8000), 'png')).toMatchObject({ width: 8000, height: 8000 });
  expect(() => headerOf(png(8000, 8001), 'png')).toThrow('too large');
});

test('an image longer than any canvas is refused, though it has few pixels', () => {
  expect(() => headerOf(png(16, 40_000), 'png')).toThrow('too long: 16 x 40000 pixels');
  expect(headerOf(png(16, 32_767), 'png')).toMatchObject({ width: 16, height: 32_767 });
});

test('an image with a side under 16 pixels is refused as too small', () => {
  expect(() => headerOf(png(15, 400), 'png')).toThrow('too small: 15 x 400 pixels');
  expect(() => headerOf(png(400, 0), 'png')).toThrow('too small');
  expect(headerOf(png(16, 16), 'png')).toMatchObject({ width: 16, height: 16 });
});

test('a file with all marks of an image but none inside is refused', () => {
  expect(() => headerOf(bytesOf([0xff, 0xd8, ...frame(64, 64), 0xff, 0xd9]), 'jpeg')).toThrow('no image in it');
  expect(() => headerOf(bytesOf([...png(64, 64)].slice(0, 33), [...chunk('IEND', bytesOf())]), 'png')).toThrow(
    'no image in it',
  );
});

// Pillow 12.3.0: `Image.open(file).mode` is RGB (rgb), RGBA (rgb-alpha), LA (grey-alpha) or P (palette) for these; for all others
// L, 1 or I;16 (grey).
const COLOURED: Readonly<Record<string, string>> = {
  ...{ 'RGB, uncompressed': 'rgb', 'RGB, uncompressed in strips': 'rgb', 'RGB, LZW with differences': 'rgb' },
  ...{ 'RGB, PackBits': 'rgb', 'RGB, deflate with differences': 'rgb', 'RGB, deflate in tiles of 16 x 16': 'rgb' },
  '16-bit RGB, deflate with differences, big-endian': 'rgb',
  ...{ 'RGBA, LZW': 'rgb-alpha', 'RGBA, LZW with differences': 'rgb-alpha' },
  'RGBA, already multiplied by alpha': 'rgb-alpha',
  'grey with alpha, deflate': 'grey-alpha',
  ...{ 'palette, LZW': 'palette', 'palette, uncompressed': 'palette' },
  ...{ 'GIF of two frames': 'palette', 'BMP, 24 bits': 'rgb', 'BMP, palette': 'palette' },
  'WebP, lossless, alpha': 'rgb-alpha',
  ...{ 'PNG, palette': 'palette', 'PNG, RGBA': 'rgb-alpha' },
  'PNG with a colour profile that swaps red and blue': 'rgb',
  ...{
    'grey, three components, 4:2:0': 'rgb',
    'grey, three components, 4:4:4': 'rgb',
    'grey, with that profile': 'rgb',
  },
  ...{ 'colour, 4:2:0': 'rgb', 'colour, 4:4:4, progressive': 'rgb' },
  'colour, with a colour profile that swaps red and blue': 'rgb',
};

test.each([...TIFF_SAMPLES, ...LOSSLESS_SAMPLES, ...JPEG_SAMPLES])(
  'the header of an image ($name) tells how its colours are stored, as Pillow has it',
  ({ name, bytes }) => {
    expect(headerOf(bytes, sniffFormat(bytes)?.name).colourMode).toBe(COLOURED[name] ?? 'grey');
  },
);

test.each([
  [
    'a JPEG of four components',
    jpeg(
      segment(
        0xc0,
        bytesOf(
          8,
          big16(64),
          big16(64),
          4,
          [1, 2, 3, 4].flatMap((id) => [id, 0x11, 0]),
        ),
      ),
    ),
    'jpeg',
    'cmyk',
  ],
  ['a lossy WebP with an alpha plane', vp8xWith(0x10), 'webp', 'rgb-alpha'],
  ['a lossy WebP without one', vp8xWith(0), 'webp', 'rgb'],
] as const)('%s says so', (_, bytes, format, mode) => {
  expect(headerOf(bytes, format).colourMode).toBe(mode);
});

/** A canvas of 64 x 64 with a lossy image: RFC 9649, section 2.7. */
function vp8xWith(flags: number): Uint8Array {
  const canvas = webpChunk('VP8X', bytesOf(flags, 0, 0, 0, 63, 0, 0, 63, 0, 0));
  return riff(canvas, webpChunk('VP8 ', bytesOf(0, 0, 0, 0x9d, 1, 0x2a, little16(64), little16(64))));
}

/** The bytes with one of them changed. */
const withByte = (bytes: Uint8Array, at: number, value: number) => bytes.with(at, value);
const ihdr = (...parts: readonly (number | readonly number[])[]) => chunk('IHDR', bytesOf(...parts));
const pngOf = (...chunks: readonly Uint8Array[]) => bytesOf('\x89PNG\r\n\x1a\n', ...chunks.map((each) => [...each]));
const plain = ihdr(big32(64), big32(64), 8, 0, 0, 0, 0);
const data = chunk('IDAT', bytesOf(1, 2, 3));
const end = chunk('IEND', bytesOf());
const scanOf = (...bytes: readonly number[]) => [...segment(0xda, bytesOf(...bytes)), 0x12, 0xff, 0xd9];
const start = [0xff, 0xd8];
const square = frame(64, 64);
const codes = (id: number, ...counts: readonly number[]) =>
  segment(0xc4, bytesOf(id, counts, new Array<number>(16 - counts.length).fill(0), [0, 1, 2]));

describe('what a browser might forgive is refused before it is asked', () => {
  test.each<[string, FormatName, Uint8Array]>([
    ['a checksum of the pixels is wrong', 'png', withByte(pngOf(plain, data, end), 33 + 9, 9)],
    ['a checksum of the header is wrong', 'png', withByte(pngOf(plain, data, end), 19, 32)],
    ['the header comes second', 'png', pngOf(chunk('tEXt', bytesOf('a\0b')), plain, data, end)],
    ['the colour type does not exist', 'png', pngOf(ihdr(big32(64), big32(64), 8, 1, 0, 0, 0), data, end)],
    ['colours have 4 bits', 'png', pngOf(ihdr(big32(64), big32(64), 4, 2, 0, 0, 0), data, end)],
    ['the rows are interlaced in an unknown way', 'png', pngOf(ihdr(big32(64), big32(64), 8, 0, 0, 0, 2), data, end)],
    ['the palette is missing', 'png', pngOf(ihdr(big32(64), big32(64), 8, 3, 0, 0, 0), data, end)],
    [
      'the palette comes late',
      'png',
      pngOf(ihdr(big32(64), big32(64), 8, 3, 0, 0, 0), data, chunk('PLTE', bytesOf(1, 2, 3)), end),
    ],
    ['a part that must be understood is unknown', 'png', pngOf(plain, chunk('ABCD', bytesOf(1)), data, end)],
    ['there are two frames', 'jpeg', jpeg(square, square)],
    ['its component is not in the scan', 'jpeg', bytesOf(start, steps, square, scanOf(1, 7, 0, 0, 63, 0))],
    ['its steps are missing', 'jpeg', bytesOf(start, square, scanOf(1, 1, 0, 0, 63, 0))],
    ['its scan comes before its frame', 'jpeg', bytesOf(start, steps, scan, square, [0xff, 0xd9])],
    ['its steps are cut short', 'jpeg', jpeg(segment(0xdb, bytesOf(0, 1, 2, 3)), square)],
    ['there are more codes than fit', 'jpeg', jpeg(codes(0, 3), square)],
    ['a marker among the pixels has no meaning', 'jpeg', bytesOf(start, steps, square, scan, [0xff, 0x47, 0xff, 0xd9])],
    [
      'a difference of means has more than 15 bits',
      'jpeg',
      jpeg(segment(0xc4, bytesOf(0, 1, new Array<number>(15).fill(0), 16)), square),
    ],
    ['there are fewer values than codes', 'jpeg', jpeg(codes(0, 0, 0, 4), square)],
    ['a sampling is 0', 'jpeg', jpeg(segment(0xc0, bytesOf(8, big16(64), big16(64), 1, 1, 0x01, 0)))],
    ['a segment has no length', 'jpeg', bytesOf(start, [0xff, 0xe0, 0, 0], steps, square, scan, [0xff, 0xd9])],
    ['its codes have no width', 'gif', withByte(gif([64, 64], 0, [64, 64]), 37, 0)],
    ['its rows are packed as a JPEG', 'bmp', withByte(bmp(32, 20, 32 * 20 * 3), 30, 4)],
    ['a pixel has 7 bits', 'bmp', withByte(bmp(32, 20, 32 * 20 * 3), 28, 7)],
    ['its frame is not a key frame', 'webp', riff(webpChunk('VP8 ', bytesOf(1, 0, 0, 0x9d, 1, 0x2a, 64, 0, 64, 0)))],
    ['its start code is wrong', 'webp', riff(webpChunk('VP8 ', bytesOf(0, 0, 0, 0x9e, 1, 0x2a, 64, 0, 64, 0)))],
    [
      'its first partition is longer than itself',
      'webp',
      riff(webpChunk('VP8 ', bytesOf(0x20, 0, 0, 0x9d, 1, 0x2a, 64, 0, 64, 0))),
    ],
    ['its version does not exist', 'webp', riff(webpChunk('VP8L', bytesOf(0x2f, little32(0x2077c27f))))],
    [
      'its image is larger than its canvas',
      'webp',
      riff(vp8x(64, 64), webpChunk('VP8 ', bytesOf(0, 0, 0, 0x9d, 1, 0x2a, 65, 0, 64, 0))),
    ],
    ['it has a canvas and no image', 'webp', riff(vp8x(64, 64))],
  ])('%s (%s)', (_, format, bytes) => {
    expect(() => headerOf(bytes, format)).toThrow(/is damaged|cannot be read/);
  });

  test.each<[string, number[]]>([
    ['of 12 bits', segment(0xc1, bytesOf(12, big16(64), big16(64), 1, 1, 0x11, 0))],
    ['lossless', segment(0xc3, bytesOf(8, big16(64), big16(64), 1, 1, 0x11, 0))],
    ['arithmetic codes', segment(0xc9, bytesOf(8, big16(64), big16(64), 1, 1, 0x11, 0))],
  ])('a JPEG that no browser is sure to read is refused by name: %s', (name, kind) => {
    expect(() => headerOf(jpeg(kind), 'jpeg')).toThrow(name);
  });

  test('damage to what the image is not made of is skipped', () => {
    const text = chunk('tEXt', bytesOf('a\0b'));
    const exif = chunk('eXIf', exifBig(3));
    const bytes = pngOf(plain, withByte(text, text.length - 1, 1), withByte(exif, exif.length - 1, 1), data, end);
    expect(headerOf(bytes, 'png')).toMatchObject({ width: 64, height: 64, orientation: 1, exif: null });
  });
});
