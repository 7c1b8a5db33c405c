import { DecodingError } from './decodingError.ts';
import { inflatesTo } from './inflate.ts';
import { loaded } from './loaded.ts';
import { PNG_CHUNK_HEAD, PNG_CHUNK_TAIL } from './pngHeader.ts';
import { narrowed, type RangedPicture } from './volume.ts';
import { pictureOfGreys } from './windowing.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const BIT_DEPTH_AT = 24;
const COLOUR_TYPE_AT = 25;
const GREY = 0;
const GREY_ALPHA = 4;
const SIGNATURE_BYTES = 8;

/** What the pixels need; texts and profiles may be bombs. */
const CHUNKS = ['IHDR', 'tRNS', 'IDAT', 'IEND'];
/** Interlacing splits the rows, each with a byte of its own, into at most so many times as many. */
const MOST_FILTER_BYTES_A_ROW = 4;

/** Grey of 16 bits, with or without alpha: browsers would cut it down to 8. */
export function isDeepGreyPng(bytes: Uint8Array): boolean {
  const colour = bytes[COLOUR_TYPE_AT];
  return bytes[BIT_DEPTH_AT] === 16 && (colour === GREY || colour === GREY_ALPHA);
}

/** The full range of such a PNG, on black, with a window from percentiles. Throws DecodingError. */
export async function decodeDeepPng(
  bytes: Bytes,
  { width, height }: { width: number; height: number },
): Promise<RangedPicture> {
  const chunks = chunksOf(bytes);
  await checkPixelData(chunks, height * MOST_FILTER_BYTES_A_ROW + width * height * 4);
  const { decode } = await loaded(() => import('fast-png'));
  const { data, channels, transparency } = decodeOrRefuse(() =>
    decode(joined([bytes.subarray(0, SIGNATURE_BYTES), ...chunks.map(({ all }) => all)])),
  );
  const values = channels === 2 ? onBlack(data) : withoutLevel(data, transparency?.[0]);
  return pictureOfGreys(width, height, narrowed(values));
}

type Chunk = { readonly type: string; readonly all: Bytes; readonly data: Bytes };

/** Those that matter; the header was walked through before, so none ends beyond the file. */
function chunksOf(bytes: Bytes): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES, type = ''; type !== 'IEND'; ) {
    type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const end = at + PNG_CHUNK_HEAD + view.getUint32(at);
    const all = bytes.subarray(at, end + PNG_CHUNK_TAIL);
    if (CHUNKS.includes(type)) chunks.push({ type, all, data: bytes.subarray(at + PNG_CHUNK_HEAD, end) });
    at = end + PNG_CHUNK_TAIL;
  }
  return chunks;
}

/** The decoder itself would unpack whatever comes. */
async function checkPixelData(chunks: readonly Chunk[], most: number): Promise<void> {
  const packed = joined(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data));
  if (!(await inflatesTo(packed, most))) throw damaged();
}

function decodeOrRefuse<T>(decode: () => T): T {
  try {
    return decode();
  } catch {
    throw damaged();
  }
}

/** One level may be declared transparent: black then. */
function withoutLevel(data: ArrayLike<number>, level: number | undefined): ArrayLike<number> {
  return level === undefined ? data : Uint16Array.from(data, (value) => (value === level ? 0 : value));
}

/** [pixels, 2] of 16 bits, grey and alpha. */
function onBlack(data: ArrayLike<number>): Uint16Array {
  return Uint16Array.from({ length: data.length / 2 }, (_, i) =>
    Math.round(((data[2 * i] ?? 0) * (data[2 * i + 1] ?? 0)) / 65_535),
  );
}

function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function damaged(): DecodingError {
  return new DecodingError('The PNG is damaged: its compressed data cannot be unpacked.');
}
