import type { UserError } from '../../../dataset/userError.ts';
import { decodeInBrowser, withoutOrientation } from '../../browser/browserImage.ts';
import { type ExifBlock, readOrientation } from '../../image/exif.ts';
import type { ImageHeader } from '../../image/imageHeader.ts';
import { imageOfBytes, type RawImage } from '../../image/rawImage.ts';
import { decodingError, truncatedError } from '../../messages.ts';
import { hasSignature } from '../../signature.ts';
import type { ImageFormat } from '../format.ts';
import { description } from './description.ts';

export const webp = {
  ...description,
  sniff: (bytes) => hasSignature(bytes, 'RIFF') && hasSignature(bytes, 'WEBP', 8),
  header: readWebpHeader,
  decode: decodeWebp,
} as const satisfies ImageFormat;

/** Leaves the pixels to the browser. Throws UserError. */
async function decodeWebp(bytes: Uint8Array<ArrayBuffer>, header: ImageHeader): Promise<RawImage> {
  const hasAlpha = header.colourMode === 'rgb-alpha';
  return imageOfBytes(await decodeInBrowser(withoutOrientation(bytes, header), description, { hasAlpha }));
}

const ALPHA_OF_VP8X = 0x10;
const ALPHA_OF_VP8L = 1 << 28;
const START_CODE = [0x9d, 0x01, 0x2a];
const VP8L_SIGNATURE = 0x2f;
/** Bytes of an ANMF chunk before its own chunks. */
const FRAME_HEADER_BYTES = 16;

type Size = { readonly width: number; readonly height: number; readonly hasAlpha: boolean };
type Chunk = { readonly type: string; readonly start: number; readonly end: number };

/**
 * Checks the chunks of a WebP file (RFC 9649, section 2) and the headers of its image: browsers differ in what damage they forgive. Throws
 * where the file, or a chunk, is shorter than it says.
 */
function readWebpHeader(bytes: Uint8Array): ImageHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = 8 + view.getUint32(4, true);
  if (end > bytes.length) throw truncatedError();
  const chunks = chunksOf(view, 12, end);
  const pixels = pixelChunk(view, chunks);
  if (!pixels) throw decodingError('webp-no-image');
  const image = pixels.type === 'VP8L' ? readLossless(view, pixels) : readLossy(view, pixels);
  const canvas = chunks[0]?.type === 'VP8X' ? readCanvas(view, chunks[0]) : image;
  if (image.width > canvas.width || image.height > canvas.height) throw damaged();
  const exif = exifOf(view, chunks);
  return {
    ...{ width: canvas.width, height: canvas.height },
    ...{ orientation: exif ? readOrientation(bytes, exif) : 1, exif },
    colourMode: canvas.hasAlpha ? 'rgb-alpha' : 'rgb',
  };
}

function chunksOf(view: DataView, start: number, end: number): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = start; at + 8 <= end; ) {
    const type = String.fromCharCode(...[0, 1, 2, 3].map((place) => view.getUint8(at + place)));
    const data = { start: at + 8, end: at + 8 + view.getUint32(at + 4, true) };
    if (data.end > end) throw truncatedError();
    chunks.push({ type, ...data });
    at = data.end + ((data.end - data.start) & 1);
  }
  return chunks;
}

/** The image itself, or that of the first frame. */
function pixelChunk(view: DataView, chunks: readonly Chunk[]): Chunk | undefined {
  const frame = chunks.find(({ type }) => type === 'ANMF');
  const own = frame ? chunksOf(view, frame.start + FRAME_HEADER_BYTES, frame.end) : chunks;
  return own.find(({ type }) => type === 'VP8 ' || type === 'VP8L');
}

/** A key frame, its start code, and a first partition that lies within it (RFC 6386, section 9.1). */
function readLossy(view: DataView, { start, end }: Chunk): Size {
  const tag = uint24(view, start);
  const isKeyFrame = (tag & 1) === 0;
  const isStarted = START_CODE.every((byte, i) => view.getUint8(start + 3 + i) === byte);
  if (!isKeyFrame || !isStarted || start + 10 + (tag >> 5) > end) throw damaged();
  const [width, height] = [view.getUint16(start + 6, true) & 0x3fff, view.getUint16(start + 8, true) & 0x3fff];
  return { width, height, hasAlpha: false };
}

/** RFC 9649, section 3.4. */
function readLossless(view: DataView, { start }: Chunk): Size {
  const packed = view.getUint32(start + 1, true);
  if (view.getUint8(start) !== VP8L_SIGNATURE || packed >>> 29 !== 0) throw damaged();
  return {
    width: 1 + (packed & 0x3fff),
    height: 1 + ((packed >>> 14) & 0x3fff),
    hasAlpha: (packed & ALPHA_OF_VP8L) !== 0,
  };
}

function readCanvas(view: DataView, { start }: Chunk): Size {
  const hasAlpha = (view.getUint8(start) & ALPHA_OF_VP8X) !== 0;
  return { width: 1 + uint24(view, start + 4), height: 1 + uint24(view, start + 7), hasAlpha };
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

/** Some writers repeat JPEG's 'Exif\0\0' in front of the block. */
function exifOf(view: DataView, chunks: readonly Chunk[]): ExifBlock | null {
  const chunk = chunks.find(({ type }) => type === 'EXIF');
  if (!chunk) return null;
  const { start, end } = chunk;
  const isPrefixed = end >= start + 6 && view.getUint32(start) === 0x45786966;
  return { start: isPrefixed ? start + 6 : start, end };
}

function damaged(): UserError {
  return decodingError('webp-contradiction');
}
