import { inflateTo } from '../../compression/inflate.ts';
import { imageOfRgb } from '../../image/imageOfRgb.ts';
import { imageOfBytes, narrowed, type RawImage } from '../../image/rawImage.ts';
import { decodingError } from '../../messages.ts';
import { imageOfGreys } from '../../windowing/windowing.ts';
import { COLOUR, type Png, readPng } from './pngHeader.ts';
import { type PngSamples, passesOf, unpackPasses } from './pngRows.ts';

/** Samples of a pixel, by colour type. */
const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/**
 * The pixels of a PNG as stored, on black; its gamma and its colour profile are ignored. Browsers differ in these, in how they round alpha, and
 * in what damage they forgive, so they are not asked. Grey of 16 bits keeps its full range, with a window from percentiles; colour of
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
    if (bits === 16) return imageOfGreys(width, height, narrowed(greys));
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
