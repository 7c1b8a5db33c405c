import type { UserError } from '../../../dataset/userError.ts';
import type { DecodedImage } from '../../image/decodedImage.ts';
import { lazyImport } from '../../lazyImport.ts';
import { decodingError } from '../../messages.ts';
import { decodeJpegPixels } from '../jpeg/jpeg.ts';
import { codestreamSize } from './codecs/codestreamSize.ts';
import type { UnpackedFrame } from './codecs/emscriptenDecoder.ts';
import { type JpegFrame, markedAsRgb, readJpegFrame } from './codecs/jpegFrame.ts';
import { spreadHalfColours } from './colours.ts';
import type { ImageFormat } from './header/imageFormat.ts';
import type { Packing } from './header/transferSyntax.ts';
import { unpackRunLength } from './runLength.ts';
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
  const { width, height, samples, bitsAllocated, bitsStored, highBit, isSigned, isPlanar } = format;
  const bytesPerSample = bitsAllocated === 8 ? 1 : bitsAllocated === 16 ? 2 : 4;
  const layout = { bytesPerSample, isBigEndian: format.isBigEndian, isSigned, bitsStored, highBit } as const;
  const values = storedValues(data, width * height * samples, layout);
  return { values: isPlanar ? interleaved(values, samples) : values, samples, bits: bitsStored, isRgb: false };
}

/** Which process it really is stands in the JPEG itself; headers are often wrong about it. */
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
  // A colour picture that is grey everywhere has one channel, and stays so.
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

/** Before unpacking, so that a small header cannot hide a huge picture. */
function checkSameSize(format: ImageFormat, { width, height }: { width: number; height: number }): void {
  if (width !== format.width || height !== format.height) throw contradiction();
}

function contradiction(): UserError {
  return decodingError('dicom-size-contradiction');
}
