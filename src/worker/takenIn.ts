import type { Fingerprint, ScanFormat } from '../dataset/scan.ts';
import type { PreprocessingSpec } from '../preprocessing/preprocessingSpec.ts';
import type { Thumbnail } from './protocol.ts';

/** What is wanted of a file besides its hash and size. */
export type Wanted = {
  /** The network's input for this preprocessing. */
  readonly pixels: PreprocessingSpec | null;
  readonly fingerprint: boolean;
  readonly thumbnail: boolean;
  /** The file's own bytes, to be kept. */
  readonly original: boolean;
};

/** A file that was read, hashed and decoded. Fields that were not wanted are null. */
export type TakenIn = {
  readonly status: 'decoded';
  readonly sha256: string;
  readonly format: ScanFormat;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly pixels: Uint8Array | null;
  readonly fingerprint: Fingerprint | null;
  readonly thumbnail: Thumbnail | null;
  readonly original: ArrayBuffer | null;
};

export type NotTakenIn = { readonly status: 'refused'; readonly reason: string };

/** What a decoding worker offers to the pool. */
export interface Decoder {
  takeIn(file: Blob, wanted: Wanted): Promise<TakenIn | NotTakenIn>;
  /** Rejects with a reason in words. */
  picture(file: Blob): Promise<ImageBitmap>;
}
