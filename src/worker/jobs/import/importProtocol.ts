import type { ZipListing } from '../../../archive/zipArchive.ts';
import type { SentDataSet } from '../../../dataset/edits/dataSetView.ts';
import type { ImportSources } from '../../../dataset/import/importSources.ts';
import type { LabelTable, TableColumns } from '../../../dataset/import/labelTables/tableColumns.ts';
import type { DataSet, PatientKey } from '../../../dataset/scan.ts';
import type { Subset } from '../../../dataset/split/splitSettings.ts';
import type { CodedPath } from '../../../dataset/userError.ts';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { Stoppable } from '../jobOptions.ts';

/** From dropped files to a data set. */
export interface ImportJobs {
  /** SHA-256 of each file, 64 hex digits; null for one that cannot be read. */
  hashFiles(files: readonly ScanFile[]): Promise<(string | null)[]>;
  /** Only one import at a time. Resolves when every file has an outcome or, where it was stopped, is unread. */
  importFiles(request: ImportRequest, options: WhileImporting): Promise<ImportResult>;
  /** Draws the synthetic sample and imports it by the same path. */
  importSample(options: WhileImporting): Promise<ImportResult>;
  /** A synthetic scan, drawn anew: none of the sample's. */
  newSampleScan(): Promise<File>;
  /** Where the files are that were not read; null where only the user can say. */
  unfinishedSources(): Promise<ImportSources | null>;
  /** Dismisses the files that were not read: the data set stays as it was imported. */
  acceptUnfinished(): Promise<void>;
  /** Reads the list of a zip's files, not the files. The archive stays open, so that its entries can be imported or classified. */
  openArchive(file: File): Promise<ArchiveListing>;
  /** The same of NumPy arrays in one folder, images and their labels; null where they are no such set. */
  openArrays(files: readonly ScanFile[]): Promise<ArchiveListing | null>;
  /** Forgets it, unless it was opened once more. */
  closeArchive(id: string): Promise<void>;
  /** Reads a table, a spreadsheet or a list whose rows say what files are. */
  labelTable(file: ScanFile, asked?: TableRequest): Promise<LabelTable>;
}

type WhileImporting = Stoppable & { readonly onProgress: (progress: ImportProgress) => void };

/** What is held of a file on its way in: wherever a job takes one, it takes the others. */
export type ScanFile = File | ArchiveEntry | FilePair;

/** A file in an archive that `openArchive` has opened. */
export type ArchiveEntry = {
  /** `ArchiveListing.id` */
  readonly archive: string;
  /** Its place in `ArchiveListing.paths`. */
  readonly entry: number;
  /** Without folders. */
  readonly name: string;
  /** Bytes, unpacked. */
  readonly size: number;
};

/** A header whose voxels are in another file: both are handed on as one, see `dataset/import/filePairs.ts`. */
export type FilePair = {
  readonly header: File | ArchiveEntry;
  readonly voxels: File | ArchiveEntry;
  /** The header's, without folders. */
  readonly name: string;
  /** Bytes of both as they are handed on. */
  readonly size: number;
};

export type ArchiveListing = ZipListing & { readonly id: string };

export type TableRequest = {
  /** Found by what the rows hold, and by their heads, where they are not given. */
  readonly columns?: TableColumns | undefined;
  /** What files and folders are called, see `namesIn`: by them the file column is found. */
  readonly names?: readonly string[] | undefined;
  /** Tables that may be joined to it by a column that both have. */
  readonly beside?: readonly ScanFile[] | undefined;
  /** Files of which each says something of one image: they are read as one table. The table's own file is the first. */
  readonly annotations?: readonly AnnotationFile[] | undefined;
};

/** `image`: the path of the image that it is of, or its name. */
export type AnnotationFile = { readonly file: ScanFile; readonly image: string };

export type ImportRequest = {
  readonly dataSetName: string;
  /** All classes, in order (two: [negative, positive]), those already in the data set included. */
  readonly classes: readonly string[];
  readonly files: readonly {
    readonly file: ScanFile;
    readonly path: string;
    readonly className: string;
    /** From a table or a pattern of names; goes before what the file itself says. */
    readonly subject?: PatientKey;
    /** Where the data set comes split. */
    readonly subset?: Subset;
    /** Masks of this image or volume: they are kept with its scans. */
    readonly masks?: readonly ScanFile[];
  }[];
  /** Which slices of NIfTI volumes are taken; all axial ones where it is left out. */
  readonly volumes?: VolumeChoice;
  /** Files set aside before the import (ignored names, classes left out), for the report. */
  readonly ignored: readonly CodedPath[];
  /** The class of each folder, or of each label of a table: remembered with the data set. */
  readonly folders?: NonNullable<DataSet['folders']>;
  /** These are exactly the files that the last import left unread. */
  readonly continues?: boolean;
  /** Kept while files are unread, to find them again after a reload. */
  readonly sources?: ImportSources;
};

export type ImportProgress = {
  readonly done: number;
  readonly total: number;
  readonly scansPerSecond: number;
  readonly secondsLeft: number;
  readonly imported: number;
  readonly duplicates: number;
  readonly refused: number;
};

export type ImportResult = {
  readonly dataSet: SentDataSet;
  /** How many of the data set's outcomes are of imports before: the others are of this one, and cross once. */
  readonly earlierOutcomes: number;
  /** Indices of the request's files that were not read: the import was stopped, or the storage was full. */
  readonly unread: readonly number[];
  readonly stopped: boolean;
  /** Why the import ended early, in words (storage full); null where it did not. What was stored before is kept. */
  readonly problem: string | null;
};
