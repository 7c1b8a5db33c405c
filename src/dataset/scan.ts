import type { Subset } from './split/splitSettings.ts';
import type { Params } from './userError.ts';
import type { VolumeChoice } from './volumeChoice.ts';

/** How a file stores its colours, as its header says. */
export type ColourMode = 'grey' | 'grey-alpha' | 'rgb' | 'rgb-alpha' | 'palette' | 'cmyk';

/** Statistics of an image: see `preprocessing/imageStatistics.ts`. */
export type ImageStatistics = {
  /** Mean of the grey levels, 0..255. */
  readonly mean: number;
  /** Their standard deviation. */
  readonly contrast: number;
  /** Mean of the grey levels along the four edges, 0..255. */
  readonly border: number;
  /** How much neighbouring pixels differ, as a share of the contrast. */
  readonly sharpness: number;
};

/** Whom or what a scan is of, so that a split does not separate scans of the same one. */
export type PatientKey = {
  /** 16 hex digits of a hash: the name or number itself is not stored. */
  readonly id: string;
  /** 'volume': also a DICOM study of which nobody says whose it is. */
  readonly from: 'dicom' | 'volume' | 'table' | 'name';
};

/** Where a slice lies in a stack that can be scrolled. */
export type SlicePlace = {
  /** 16 hex digits of a hash. */
  readonly series: string;
  /** Orders the slices of a series; not always without gaps. */
  readonly position: number;
};

/** What near-duplicates are found by: see `fingerprint.ts`. */
export type Fingerprint = {
  /** 16 x 16 grey levels of the whole image, row by row, 0..255. */
  readonly grey: Uint8Array;
  /** 256-bit difference hash: 8 words of 32 bits. */
  readonly differenceHash: Uint32Array;
};

/** One image of the data set. Its identity is its bytes. */
export type Scan = {
  /** SHA-256 of the file as it was dropped, 64 hex digits. */
  readonly sha256: string;
  /** File name without folders, as it was dropped. */
  readonly name: string;
  /** Path as it was dropped, e.g. `Brain Tumor/Cancer (1).jpg`. */
  readonly path: string;
  /** Class name; one of `DataSet.classes`. */
  readonly className: string;
  /** Name of its file's format: see `decoding/formats.ts`. */
  readonly format: string;
  /** Pixels, after EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** Size of the file. */
  readonly bytes: number;
  readonly fingerprint: Fingerprint;
  /** Null where the scan was stored before it was asked for, as are the three below. */
  readonly colourMode: ColourMode | null;
  readonly facts: ImageStatistics | null;
  /** Null where nothing is known of whom it is. */
  readonly subject: PatientKey | null;
  /** Null for an image that is no slice of a stack. */
  readonly slice: SlicePlace | null;
  /** The machine that took it, as its DICOM file names it, e.g. 'SIEMENS Skyra, 3 T'; left out where nothing is known. */
  readonly scanner?: string | undefined;
  /** The subset in which the data set came; left out where it says nothing of it. */
  readonly subset?: Subset | undefined;
};

/** Scans by the SHA-256 of their files. */
export function bySha256<Each extends Pick<Scan, 'sha256'>>(scans: readonly Each[]): Map<string, Each> {
  return new Map(scans.map((scan) => [scan.sha256, scan]));
}

/** Classes of a data set, which are the outputs of its network. */
export const MOST_CLASSES = 1000;

/** The labelled images that a network is trained on. There is one data set at a time. */
export type DataSet = {
  readonly name: string;
  /** True for the built-in sample: shown wherever the data is named. */
  readonly synthetic: boolean;
  /** At least one name; the order is the order of the network's outputs (two classes: [negative, positive]). */
  readonly classes: readonly string[];
  readonly scans: readonly Scan[];
  /** Which slices of volumes were taken when some were imported last; left out where there were none. */
  readonly volumes?: VolumeChoice;
  /** The class that files of a folder (or with a label in a table) were given at the last import of it. */
  readonly folders?: readonly (readonly [folder: string, className: string])[];
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
      /** The file with the same bytes that was imported. */
      readonly of: string;
      /** Differs from `className` when the same bytes were dropped under two classes. */
      readonly ofClassName: string;
      /** Of the bytes; left out in outcomes that were noted before it was. Two files may have one path, dropped one after the other. */
      readonly sha256?: string;
      /** A slice of a DICOM file or volume: its pixels are the same, its file need not be. */
      readonly isSlice?: true;
    }
  | {
      readonly status: 'refused';
      readonly path: string;
      readonly className: string;
      /** Its sentence is made where it is shown: `decoding/refusalSentence.ts`. */
      readonly code: string;
      readonly params: Params;
    }
  | {
      readonly status: 'ignored';
      readonly path: string;
      readonly code: string;
      readonly params: Params;
    };
