import type { ColourMode, Fingerprint, ImageStatistics, PatientKey, SlicePlace } from '../../dataset/scan.ts';
import type { Coded } from '../../dataset/userError.ts';
import type { VolumeChoice } from '../../dataset/volumeChoice.ts';
import type { FormatName } from '../../decoding/formats.ts';
import type { DecodedImage } from '../../decoding/image/decodedImage.ts';
import type { Degradation } from '../../preprocessing/degradations.ts';
import type { Box } from '../../preprocessing/headBoundingBox.ts';
import type { PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import type { ViewedPicture } from '../jobs/view/viewProtocol.ts';

/** A scan is an image of some kilobytes or megabytes; reading more would only fill the memory. */
export const LARGEST_FILE_BYTES = 256 * 2 ** 20;

/** Some files, one after another. Read in one go they take half the time that they take one by one. */
export type FileBatch = {
  readonly content: Blob | ArrayBuffer;
  /** Bytes of each file. */
  readonly sizes: readonly number[];
};

/** What is wanted of a file besides its hash and size. */
export type Wanted = {
  /** The network's input for this preprocessing. */
  readonly pixels: PreprocessingSpec | null;
  /** What is done to the image before anything is made of it. */
  readonly degradation?: Degradation;
  /** Which rectangle of the image `pixels` show; only together with them. */
  readonly frame?: boolean;
  readonly fingerprint: boolean;
  readonly imageStatistics: boolean;
  /** Pixels of its longer side, at most. */
  readonly thumbnail: number | null;
  /** The files' own bytes, to be kept. */
  readonly originals: boolean;
  /** Which slices of NIfTI volumes; all axial ones where it is left out. */
  readonly volumes?: VolumeChoice;
  /** Only this slice, from 0, of a file of several. */
  readonly slice?: number;
};

/** A scan that was read, hashed and decoded. Fields that were not wanted are null. */
export type DecodedScan = {
  readonly status: 'decoded';
  readonly sha256: string;
  readonly format: FormatName;
  readonly colourMode: ColourMode;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly pixels: Uint8Array | null;
  readonly frame: Box | null;
  readonly fingerprint: Fingerprint | null;
  readonly imageStatistics: ImageStatistics | null;
  readonly thumbnail: DecodedImage | null;
  /** What is kept in the place of the file, which holds more than is wanted: a slice of it. Null where the file itself is kept. */
  readonly kept: Uint8Array<ArrayBuffer> | null;
  readonly subject: PatientKey | null;
  readonly scanner: string | null;
  readonly slice: SlicePlace | null;
};

/** A file of several slices, in their order. */
type DecodedSeries = {
  readonly status: 'several';
  readonly scans: readonly DecodedScan[];
  /** Their values look like labels of other images, and not like measurements. */
  readonly areLabels: boolean;
};

export type DecodeFailure = { readonly status: 'refused' } & Coded;

/** What became of a file. */
export type DecodeResult = DecodedScan | DecodedSeries | DecodeFailure;

/** What became of the files of a batch, in their order. */
export type BatchResult = {
  readonly results: readonly DecodeResult[];
  /** The batch's bytes; null where they were not wanted, or could not be read. */
  readonly originals: ArrayBuffer | null;
};

/** What a decoding worker offers to the pool. */
export interface Decoder {
  /** Null where files cannot be read together: each may be readable alone. */
  decode(files: FileBatch, wanted: Wanted): Promise<BatchResult | null>;
  /** Of a volume the slice in the middle of those chosen. Rejects with a reason in words. */
  picture(file: Blob, volumes?: VolumeChoice): Promise<ImageBitmap>;
  /** Rejects with a reason in words. */
  viewedPicture(file: Blob, slice: number, volumes?: VolumeChoice): Promise<ViewedPicture>;
}

/** The scans of a file, each with a path of its own, counted from 1. */
export function scansOf(
  path: string,
  taken: Exclude<DecodeResult, DecodeFailure>,
): { path: string; taken: DecodedScan }[] {
  if (taken.status === 'decoded') return [{ path, taken }];
  return taken.scans.map((scan, index) => ({ path: `${path} [${index + 1}]`, taken: scan }));
}
