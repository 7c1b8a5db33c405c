import { inflateTo } from '../../compression/inflate.ts';
import { imageOfRgb } from '../../image/imageOfRgb.ts';
import { imageOfBytes, narrowed, type RawImage } from '../../image/rawImage.ts';
import { decodingError } from '../../messages.ts';
import { imageOf16Bits } from '../../windowing/windowing.ts';
import { COLOUR, type Png, readPng } from './pngHeader.ts';

/** Samples of a pixel, by colour type. */
const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/**
 * The pixels of a PNG as stored, on black; its gamma and its colour profile are ignored. Browsers differ in these, in how they round alpha, and
 * in what damage they forgive, so they are not asked. Grey of 16 bits keeps all of them (`imageOf16Bits`); colour of
 * 16 bits is cut down to 8. The structure was checked before (`readPngHeader`). Throws UserError.
 */
export async function decodePng(bytes: Uint8Array<ArrayBuffer>): Promise<RawImage> {
  const png = readPng(bytes);
  const layout = { ...png, channels: CHANNELS[png.colour] };
  const passes = passesOf(layout);
  const packedLength = passes.reduce((sum, { height, rowBytes }) => sum + height * (1 + rowBytes), 0);
  const rows = await inflateTo(png.packed, packedLength);
  if (!rows) throw decodingError('png-data');
  const samples = unpackPasses(rows, layout, passes);
  if (!samples) throw decodingError('png-filter');
  return imageOf(png, samples);
}

function imageOf(png: Png, samples: PngSamples): RawImage {
  const { width, height, bits, colour } = png;
  const isGrey = colour === COLOUR.grey || colour === COLOUR.greyAlpha;
  if (isGrey) {
    const greys = colour === COLOUR.grey ? withoutLevel(samples, png) : onBlack(samples, 1, bits);
    if (bits === 16) return imageOf16Bits(width, height, narrowed(greys));
    return imageOfBytes({ width, height, channels: 1, pixels: stretched(greys, bits) });
  }
  return imageOfBytes(imageOfRgb(width, height, rgbOf(png, samples)));
}

function rgbOf(png: Png, samples: PngSamples): Uint8Array {
  if (png.colour === COLOUR.palette) return lookUp(png, samples);
  return png.colour === COLOUR.rgb ? upperBytes(withoutLevel(samples, png)) : onBlack(upperBytes(samples), 3, 8);
}

/** One level, or one colour, may be declared transparent: black then. Changes the samples. */
function withoutLevel(samples: PngSamples, { colour, transparency }: Png): PngSamples {
  const channels = CHANNELS[colour];
  if (!transparency || transparency.length < 2 * channels) return samples;
  const level = Array.from(
    { length: channels },
    (_, c) => 256 * (transparency[2 * c] ?? 0) + (transparency[2 * c + 1] ?? 0),
  );
  for (let at = 0; at < samples.length; at += channels) {
    if (level.every((value, c) => samples[at + c] === value)) samples.fill(0, at, at + channels);
  }
  return samples;
}

/** [pixels, colours + 1] with alpha behind the colours -> [pixels, colours]. Changes the samples. */
function onBlack<T extends PngSamples>(samples: T, colours: number, bits: number): T {
  const opaque = 2 ** bits - 1;
  let to = 0;
  for (let at = 0; at < samples.length; at += colours + 1) {
    const alpha = samples[at + colours] ?? 0;
    for (let c = 0; c < colours; c++) samples[to++] = Math.round(((samples[at + c] ?? 0) * alpha) / opaque);
  }
  return samples.subarray(0, to) as T;
}

/** 1, 2 or 4 bits -> 8. Changes the samples. */
function stretched(samples: PngSamples, bits: number): Uint8Array {
  const bytes = upperBytes(samples);
  const scale = 255 / (2 ** bits - 1);
  if (scale !== 1) for (let i = 0; i < bytes.length; i++) bytes[i] = (bytes[i] ?? 0) * scale;
  return bytes;
}

/** 16 bits are cut, not rounded, to their upper 8: as Chromium and Pillow do. */
function upperBytes(samples: PngSamples): Uint8Array<ArrayBuffer> {
  if (samples instanceof Uint8Array) return samples;
  const bytes = new Uint8Array(samples.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (samples[i] ?? 0) >> 8;
  return bytes;
}

/** An index beyond the palette is black. */
function lookUp({ palette, transparency }: Png, indices: PngSamples): Uint8Array {
  const colours = palette.map((level, i) => Math.round((level * (transparency?.[Math.floor(i / 3)] ?? 255)) / 255));
  const rgb = new Uint8Array(3 * indices.length);
  for (let i = 0, to = 0; i < indices.length; i++) {
    const from = 3 * (indices[i] ?? 0);
    rgb[to++] = colours[from] ?? 0;
    rgb[to++] = colours[from + 1] ?? 0;
    rgb[to++] = colours[from + 2] ?? 0;
  }
  return rgb;
}

/** [height, width, channels] as stored: 0 to 2 ** bits - 1. */
type PngSamples = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

type Layout = Pick<Png, 'width' | 'height' | 'bits' | 'isInterlaced'> & { readonly channels: number };

/** Pixels at x, x + perX, ... of the rows y, y + perY, ...; each row is a filter's number and `rowBytes` behind it. */
type Pass = {
  readonly x: number;
  readonly y: number;
  readonly perX: number;
  readonly perY: number;
  readonly width: number;
  readonly height: number;
  readonly rowBytes: number;
};

/** x, y, perX, perY (PNG specification, third edition, section 8.2). */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const ALL_AT_ONCE = [[0, 0, 1, 1]] as const;

/** The passes that an image is stored in, those without pixels left out. */
function passesOf({ width, height, bits, channels, isInterlaced }: Layout): Pass[] {
  const passes = (isInterlaced ? ADAM7 : ALL_AT_ONCE).map(([x, y, perX, perY]) => {
    const across = Math.max(0, Math.ceil((width - x) / perX));
    const down = Math.max(0, Math.ceil((height - y) / perY));
    return { x, y, perX, perY, width: across, height: down, rowBytes: Math.ceil((across * channels * bits) / 8) };
  });
  return passes.filter((pass) => pass.width > 0 && pass.height > 0);
}

/** The samples of the passes, which lie behind each other in `rows`; changes `rows`. Null where a row names a filter that does not exist. */
function unpackPasses(rows: Uint8Array<ArrayBuffer>, layout: Layout, passes: readonly Pass[]): PngSamples | null {
  const { width, height, bits, channels } = layout;
  const samples = new (bits === 16 ? Uint16Array : Uint8Array)(width * height * channels);
  const pixelBytes = Math.max(1, (bits * channels) / 8);
  let at = 0;
  for (const pass of passes) {
    const end = at + pass.height * (1 + pass.rowBytes);
    const part = rows.subarray(at, end);
    if (!unfilter(part, pass.rowBytes, pixelBytes)) return null;
    for (let row = 0; row < pass.height; row++) {
      const from = part.subarray(row * (1 + pass.rowBytes) + 1, (row + 1) * (1 + pass.rowBytes));
      const to = ((pass.y + row * pass.perY) * width + pass.x) * channels;
      if (bits === 8 && pass.perX === 1) samples.set(from, to);
      else spread(from, samples, to, pass, layout);
    }
    at = end;
  }
  return samples;
}

/** The samples of one row, each pixel `perX` pixels behind the one before. */
function spread(row: Uint8Array, samples: PngSamples, start: number, { width, perX }: Pass, layout: Layout): void {
  const { bits, channels } = layout;
  for (let pixel = 0, index = 0; pixel < width; pixel++) {
    const to = start + pixel * perX * channels;
    for (let c = 0; c < channels; c++, index++) samples[to + c] = sampleAt(row, index, bits);
  }
}

function sampleAt(row: Uint8Array, index: number, bits: number): number {
  if (bits === 8) return row[index] ?? 0;
  if (bits === 16) return 256 * (row[2 * index] ?? 0) + (row[2 * index + 1] ?? 0);
  const bit = index * bits;
  return ((row[bit >> 3] ?? 0) >> (8 - bits - (bit & 7))) & ((1 << bits) - 1);
}

/** Undoes the filters of the rows in place (section 9). False where one does not exist. */
function unfilter(rows: Uint8Array, rowBytes: number, pixelBytes: number): boolean {
  const stride = 1 + rowBytes;
  let above = new Uint8Array(rowBytes);
  for (let at = 0; at < rows.length; at += stride) {
    const row = rows.subarray(at + 1, at + stride);
    const undo = FILTERS[rows[at] ?? 0];
    if (!undo) return false;
    undo(row, above, pixelBytes);
    above = row as Uint8Array<ArrayBuffer>;
  }
  return true;
}

type Undo = (row: Uint8Array, above: Uint8Array, pixelBytes: number) => void;

/** By number. What lies left of the row, or above the first one, counts as 0. */
const FILTERS: readonly Undo[] = [
  () => undefined,
  function sub(row, _, back) {
    for (let i = back; i < row.length; i++) row[i] = (row[i] ?? 0) + (row[i - back] ?? 0);
  },
  function up(row, above) {
    for (let i = 0; i < row.length; i++) row[i] = (row[i] ?? 0) + (above[i] ?? 0);
  },
  function average(row, above, back) {
    for (let i = 0; i < back && i < row.length; i++) row[i] = (row[i] ?? 0) + ((above[i] ?? 0) >> 1);
    for (let i = back; i < row.length; i++) row[i] = (row[i] ?? 0) + (((row[i - back] ?? 0) + (above[i] ?? 0)) >> 1);
  },
  function paeth(row, above, back) {
    for (let i = 0; i < back && i < row.length; i++) row[i] = (row[i] ?? 0) + (above[i] ?? 0);
    for (let i = back; i < row.length; i++) {
      row[i] = (row[i] ?? 0) + nearest(row[i - back] ?? 0, above[i] ?? 0, above[i - back] ?? 0);
    }
  },
];

/** Paeth's predictor: whichever lies nearest to left + up - corner. The innermost loop of all: no arrays here. */
function nearest(left: number, up: number, corner: number): number {
  const fromLeft = up > corner ? up - corner : corner - up;
  const fromUp = left > corner ? left - corner : corner - left;
  const sum = left + up - 2 * corner;
  const fromCorner = sum < 0 ? -sum : sum;
  if (fromLeft <= fromUp && fromLeft <= fromCorner) return left;
  return fromUp <= fromCorner ? up : corner;
}
