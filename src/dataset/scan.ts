/** What a file turned out to be, from its first bytes. */
export type ScanFormat = 'jpeg' | 'png' | 'tiff' | 'webp' | 'gif' | 'bmp';

/** What near-duplicates are found by: see `fingerprint.ts`. */
export type Fingerprint = {
  /** 16 x 16 grey levels of the whole picture, row by row, 0..255. */
  readonly grey: Uint8Array;
  /** 256-bit difference hash: 8 words of 32 bits. */
  readonly differenceHash: Uint32Array;
};

/** One picture of the data set. Its identity is its bytes. */
export type Scan = {
  /** SHA-256 of the file as it was dropped, 64 hex digits. */
  readonly sha256: string;
  /** File name without folders, as it was dropped. */
  readonly name: string;
  /** Path as it was dropped, e.g. `Brain Tumor/Cancer (1).jpg`. */
  readonly path: string;
  /** Class name; one of `DataSet.classes`. */
  readonly className: string;
  readonly format: ScanFormat;
  /** Pixels, after EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** Size of the file. */
  readonly bytes: number;
  readonly fingerprint: Fingerprint;
};

/** The labelled pictures that a network is trained on. There is one data set at a time. */
export type DataSet = {
  readonly name: string;
  /** True for the built-in sample: shown wherever the data is named. */
  readonly synthetic: boolean;
  /** At least one name; the order is the order of the network's outputs (two classes: [negative, positive]). */
  readonly classes: readonly string[];
  readonly scans: readonly Scan[];
};

/** How one file of a drop ended. Nothing that was dropped is without an outcome. */
export type FileOutcome =
  | {
      readonly status: 'imported';
      readonly path: string;
      readonly className: string;
    }
  | {
      readonly status: 'duplicate';
      readonly path: string;
      readonly className: string;
      /** The file with the same bytes that is kept. */
      readonly of: string;
      /** Differs from `className` when the same bytes were dropped under two classes. */
      readonly ofClassName: string;
    }
  | {
      readonly status: 'refused';
      readonly path: string;
      readonly className: string;
      readonly reason: string;
    }
  | {
      readonly status: 'ignored';
      readonly path: string;
      readonly reason: string;
    };
