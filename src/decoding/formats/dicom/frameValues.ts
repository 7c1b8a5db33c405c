import type { UserError } from '../../../dataset/userError.ts';
import { unpackPackBits } from '../../compression/packBits.ts';
import type { DecodedImage } from '../../image/decodedImage.ts';
import { lazyImport } from '../../lazyImport.ts';
import { decodingError, truncatedError } from '../../messages.ts';
import { decodeJpegPixels } from '../jpeg/jpeg.ts';
import { type JpegFrame, markedAsRgb, readJpegFrame } from '../jpeg/jpegFrame.ts';
import type { UnpackedFrame } from './codecs/emscriptenDecoder.ts';
import { spreadHalfColours } from './colours.ts';
import type { ImageFormat } from './header/imageFormat.ts';
import type { Packing } from './header/transferSyntax.ts';
import { interleaved, type StoredValues, storedValues, swapPairs } from './storedValues.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** The numbers of a frame before their meaning: [height, width, samples]. */
export type FrameValues = {
  readonly values: StoredValues;
  readonly samples: 1 | 3;
  readonly bits: number;
  /** The decoder has already made RGB of them. */
  readonly isRgb: boolean;
};

/** Processes of JPEG. */
const EXTENDED = 1;
const LOSSLESS = 3;

/** Unpacks one frame. Throws UserError where it is damaged, or of a kind that no decoder here knows. */
export async function readFrameValues(data: Bytes, format: ImageFormat, packing: Packing): Promise<FrameValues> {
  switch (packing) {
    case 'native':
      return nativeValues(data, format);
    case 'rle': {
      const { samples, bitsAllocated, width, height } = format;
      const planes = unpackRunLength(data, width * height, samples, bitsAllocated / 8);
      return plainValues(planes, { ...format, isPlanar: samples > 1 });
    }
    case 'jpeg':
      return jpegValues(data, format);
    case 'jpeg-ls': {
      checkSameSize(format, readJpegFrame(data));
      const { unpackJpegLs } = await lazyImport(() => import('./codecs/jpegLs.ts'));
      return unpackedValues(await unpackJpegLs(data), format);
    }
    case 'jpeg-2000': {
      checkSameSize(format, codestreamSize(data));
      const { unpackJpeg2000 } = await lazyImport(() => import('./codecs/jpeg2000.ts'));
      return unpackedValues(await unpackJpeg2000(data), format);
    }
    case 'high-throughput-jpeg-2000': {
      checkSameSize(format, codestreamSize(data));
      const { unpackHighThroughputJpeg2000 } = await lazyImport(() => import('./codecs/highThroughputJpeg2000.ts'));
      return unpackedValues(await unpackHighThroughputJpeg2000(data), format);
    }
  }
}

/** Bytes of a frame that is not packed. */
export function nativeFrameBytes(format: ImageFormat): number {
  const pixels = format.width * format.height;
  return hasHalfColours(format) ? 2 * pixels : (pixels * format.samples * format.bitsAllocated) / 8;
}

function hasHalfColours({ photometric, bitsAllocated }: ImageFormat): boolean {
  return photometric === 'YBR_FULL_422' && bitsAllocated === 8;
}

function nativeValues(stored: Bytes, format: ImageFormat): FrameValues {
  const data = format.isSwapped ? swapPairs(stored) : stored;
  if (!hasHalfColours(format)) return plainValues(data, format);
  return { values: spreadHalfColours(data, format.width * format.height), samples: 3, bits: 8, isRgb: false };
}

function plainValues(data: Uint8Array, format: ImageFormat): FrameValues {
  if (format.hasFractions) return fractions(data, format);
  const { width, height, samples, bitsAllocated, bitsStored, highBit, isSigned, isPlanar } = format;
  const bytesPerSample = bitsAllocated === 8 ? 1 : bitsAllocated === 16 ? 2 : 4;
  const layout = { bytesPerSample, isBigEndian: format.isBigEndian, isSigned, bitsStored, highBit } as const;
  const values = storedValues(data, width * height * samples, layout);
  return { values: isPlanar ? interleaved(values, samples) : values, samples, bits: bitsStored, isRgb: false };
}

function fractions(data: Uint8Array, { width, height, bitsAllocated, isBigEndian }: ImageFormat): FrameValues {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const values = Float64Array.from({ length: width * height }, (_, i) =>
    bitsAllocated === 32 ? view.getFloat32(4 * i, !isBigEndian) : view.getFloat64(8 * i, !isBigEndian),
  );
  return { values, samples: 1, bits: bitsAllocated, isRgb: false };
}

/** The JPEG itself says which process it is; headers are often wrong. */
async function jpegValues(data: Bytes, format: ImageFormat): Promise<FrameValues> {
  const frame = readJpegFrame(data);
  checkSameSize(format, frame);
  if (frame.process === LOSSLESS) {
    const { unpackJpegLossless } = await lazyImport(() => import('./codecs/jpegLossless.ts'));
    return unpackedValues(await unpackJpegLossless(data, frame), format);
  }
  if (frame.process === EXTENDED && frame.bits === 12 && frame.components === 1) {
    const { unpackJpegExtended } = await lazyImport(() => import('./codecs/jpegExtended.ts'));
    return unpackedValues(unpackJpegExtended(data, frame), format);
  }
  if (frame.process > LOSSLESS) throw decodingError('dicom-jpeg-process');
  if (frame.bits !== 8) throw decodingError('dicom-jpeg-bits', { bits: frame.bits });
  const jpeg = isUnmarkedRgb(frame, format) ? markedAsRgb(data) : data;
  const image = await decodeJpegPixels(jpeg);
  checkSameSize(format, image); // a browser turns what has an EXIF orientation
  return valuesOfImage(image, frame);
}

function isUnmarkedRgb({ components, isSubsampled, tellsColours }: JpegFrame, { photometric }: ImageFormat): boolean {
  return components === 3 && photometric === 'RGB' && !isSubsampled && !tellsColours;
}

function valuesOfImage({ pixels, channels }: DecodedImage, { components }: JpegFrame): FrameValues {
  // A colour image that is grey everywhere has one channel, and stays so.
  return { values: pixels, samples: channels, bits: 8, isRgb: components === 3 };
}

function unpackedValues(unpacked: UnpackedFrame, format: ImageFormat): FrameValues {
  checkSameSize(format, unpacked);
  const { width, height, samples, bits, isPlanar, bytes } = unpacked;
  if (samples !== format.samples || bits > 16) throw contradiction();
  const bytesPerSample = bits > 8 ? 2 : 1;
  const layout = {
    bytesPerSample,
    isBigEndian: false,
    isSigned: format.isSigned,
    bitsStored: bits,
    highBit: bits - 1,
  } as const;
  const values = storedValues(bytes, width * height * samples, layout);
  const isRgb = format.photometric === 'YBR_RCT' || format.photometric === 'YBR_ICT';
  return { values: isPlanar ? interleaved(values, samples) : values, samples: format.samples, bits, isRgb };
}

/** Before unpacking, so that a small header cannot hide a huge image. */
function checkSameSize(format: ImageFormat, { width, height }: { width: number; height: number }): void {
  if (width !== format.width || height !== format.height) throw contradiction();
}

function contradiction(): UserError {
  return decodingError('dicom-size-contradiction');
}

const HEADER_BYTES = 64;
const MOST_SEGMENTS = 15;

/**
 * Unpacks a frame of DICOM's RLE (PS3.5, annex G): a segment for each byte of each sample, the highest byte first. Returns
 * [samples, pixels] little-endian, colour after colour. Throws UserError where a segment is too short.
 */
function unpackRunLength(data: Uint8Array, pixels: number, samples: number, bytesPerSample: number): Uint8Array {
  if (data.length < HEADER_BYTES) throw truncatedError();
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const segments = view.getUint32(0, true);
  if (segments > MOST_SEGMENTS || segments !== samples * bytesPerSample) throw truncatedError();
  const values = new Uint8Array(segments * pixels);
  const plane = new Uint8Array(pixels);
  for (let segment = 0; segment < segments; segment++) {
    const start = view.getUint32(4 + 4 * segment, true);
    const end = segment + 1 < segments ? view.getUint32(8 + 4 * segment, true) : data.length;
    if (unpackPackBits(data.subarray(start, Math.max(start, end)), plane) < pixels) throw truncatedError();
    const sample = Math.floor(segment / bytesPerSample);
    const byte = bytesPerSample - 1 - (segment % bytesPerSample);
    const to = sample * pixels * bytesPerSample + byte;
    for (let i = 0; i < pixels; i++) values[to + i * bytesPerSample] = plane[i] ?? 0;
  }
  return values;
}

/** SOC and SIZ, the first two markers of a JPEG 2000 codestream. */
const START = [0xff, 0x4f, 0xff, 0x51];
/** Some writers put the boxes of a .jp2 file around it, and colour profiles into those. */
const MOST_BYTES_BEFORE = 2 ** 16;

/** Width and height that a JPEG 2000 codestream says it has (ISO 15444-1, A.5.1). Throws UserError where there is none. */
function codestreamSize(bytes: Uint8Array): { width: number; height: number } {
  for (let at = 0; at < MOST_BYTES_BEFORE && at + 24 <= bytes.length; at++) {
    if (!START.every((byte, i) => bytes[at + i] === byte)) continue;
    const view = new DataView(bytes.buffer, bytes.byteOffset + at);
    return { width: view.getUint32(8) - view.getUint32(16), height: view.getUint32(12) - view.getUint32(20) };
  }
  throw decodingError('dicom-data');
}
