import type { DataSet } from 'dicom-parser';
import { checkSize } from '../../../image/imageHeader.ts';
import { decodingError } from '../../../messages.ts';
import type { DicomFile } from './dataSet.ts';

/** How the pixels of a DICOM file are laid out (Image Pixel Module, DICOM PS3.3, C.7.6.3). */
export type ImageFormat = {
  /** Where the palette is. */
  readonly header: DataSet;
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly samples: 1 | 3;
  readonly photometric: string;
  /** Colours one after another in whole planes, instead of pixel by pixel. */
  readonly isPlanar: boolean;
  readonly bitsAllocated: 8 | 16 | 32 | 64;
  /** Samples are floats. */
  readonly hasFractions: boolean;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly isSigned: boolean;
  readonly isBigEndian: boolean;
  /** Two pixels of 8 bits share a big-endian word, the second one first. */
  readonly isSwapped: boolean;
};

const GREYS = ['MONOCHROME1', 'MONOCHROME2'];
const COLOURS = ['RGB', 'YBR_FULL', 'YBR_FULL_422', 'YBR_RCT', 'YBR_ICT'];
const PALETTE = 'PALETTE COLOR';

/** Pixels of all frames together: at 16 bits a quarter of a gigabyte. */
const MOST_PIXELS = 128_000_000;
const MOST_FRAMES = 10_000;

/** Throws UserError for what cannot be read, before anything large is made. */
export function readImageFormat({ header, isBigEndian, pixelData, hasFractions }: DicomFile): ImageFormat {
  const number = (tag: string) => header.uint16(tag) ?? 0;
  const width = number('x00280011');
  const height = number('x00280010');
  if (width === 0 || height === 0) {
    throw decodingError('dicom-no-size');
  }
  checkSize(width, height);
  const samples = number('x00280002') || 1;
  const bitsAllocated = number('x00280100');
  const bitsStored = number('x00280101') || bitsAllocated;
  const format = {
    ...{ header, isBigEndian, hasFractions, isSwapped: isBigEndian && bitsAllocated === 8 && pixelData.vr === 'OW' },
    ...{ width, height, frames: readFrameCount(header, width * height) },
    ...{ bitsStored, highBit: header.uint16('x00280102') ?? bitsStored - 1 },
    photometric: header.string('x00280004')?.trim() ?? (samples === 1 ? 'MONOCHROME2' : 'RGB'),
    isPlanar: samples > 1 && number('x00280006') === 1,
    isSigned: number('x00280103') === 1,
  };
  checkColours(format.photometric, samples);
  if (bitsAllocated === 1) throw decodingError('dicom-mask');
  const isKnown = bitsAllocated === 8 || bitsAllocated === 16 || bitsAllocated === 32 || bitsAllocated === 64;
  if (!isKnown || (hasFractions ? bitsAllocated < 32 : bitsAllocated === 64))
    throw decodingError('dicom-bits', { bits: bitsAllocated });
  if (bitsStored > bitsAllocated || format.highBit >= bitsAllocated || format.highBit < bitsStored - 1) {
    throw decodingError('dicom-bits-contradiction');
  }
  return { ...format, samples: samples === 3 ? 3 : 1, bitsAllocated };
}

function readFrameCount(header: DataSet, pixels: number): number {
  const frames = header.intString('x00280008') ?? 1;
  if (!(frames >= 1)) throw decodingError('dicom-no-frame');
  if (frames > MOST_FRAMES || frames * pixels > MOST_PIXELS) {
    throw decodingError('dicom-too-much', {
      frames,
      megapixels: Math.round((frames * pixels) / 1e6),
      mostFrames: MOST_FRAMES,
      mostMegapixels: MOST_PIXELS / 1e6,
    });
  }
  return frames;
}

function checkColours(photometric: string, samples: number): void {
  const known = samples === 1 ? [...GREYS, PALETTE] : samples === 3 ? COLOURS : [];
  if (known.includes(photometric)) return;
  if (photometric === '') throw decodingError('dicom-samples-of-unknown', { samples });
  throw decodingError('dicom-samples', { samples, colours: photometric.slice(0, 20) });
}
