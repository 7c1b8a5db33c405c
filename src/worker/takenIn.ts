import type { ColourMode, Fingerprint, PictureFacts, ScanFormat } from '../dataset/scan.ts';
import type { DecodedImage } from '../decoding/decodedImage.ts';
import type { PreprocessingSpec } from '../preprocessing/preprocessingSpec.ts';

/** Some files, one after another. Read in one go they take half the time that they take one by one. */
export type Handful = {
  readonly content: Blob | ArrayBuffer;
  /** Bytes of each file. */
  readonly sizes: readonly number[];
};

/** What is wanted of a file besides its hash and size. */
export type Wanted = {
  /** The network's input for this preprocessing. */
  readonly pixels: PreprocessingSpec | null;
  readonly fingerprint: boolean;
  readonly facts: boolean;
  readonly thumbnail: boolean;
  /** The files' own bytes, to be kept. */
  readonly originals: boolean;
};

/** A file that was read, hashed and decoded. Fields that were not wanted are null. */
export type TakenIn = {
  readonly status: 'decoded';
  readonly sha256: string;
  readonly format: ScanFormat;
  readonly colourMode: ColourMode;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly pixels: Uint8Array | null;
  readonly fingerprint: Fingerprint | null;
  readonly facts: PictureFacts | null;
  readonly thumbnail: DecodedImage | null;
};

export type NotTakenIn = { readonly status: 'refused'; readonly reason: string };

/** What became of the files of a handful, in their order. */
export type TakenHandful = {
  readonly results: readonly (TakenIn | NotTakenIn)[];
  /** The handful's bytes; null where they were not wanted, or could not be read. */
  readonly originals: ArrayBuffer | null;
};

/** What a decoding worker offers to the pool. */
export interface Decoder {
  /** Null where files cannot be read together: each may be readable alone. */
  takeIn(files: Handful, wanted: Wanted): Promise<TakenHandful | null>;
  /** Rejects with a reason in words. */
  picture(file: Blob): Promise<ImageBitmap>;
}
