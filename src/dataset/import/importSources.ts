import type { VolumeChoice } from '../volumeChoice.ts';
import type { ClassLevel } from './classes/classLevel.ts';
import type { TableColumns } from './labelTables/tableColumns.ts';

/** What says whose scan a file is. */
export type PatientSource =
  | { readonly from: 'nothing' }
  | { readonly from: 'table'; readonly path: string }
  | { readonly from: 'name'; readonly pattern: string };

/** What the user said in the review of an import, as far as the data set does not remember it itself. */
export type ImportAnswers = {
  /** Folders, and classes of tables, that are not imported. */
  readonly leftOut: readonly string[];
  /** The class of the files that are in no folder; empty where there are none. */
  readonly looseClass: string;
  /** Path of the table that says the classes; null: the folders do. */
  readonly labelsFrom: string | null;
  readonly patients: PatientSource;
  readonly volumes: VolumeChoice | null;
  /** Which folders are the classes; left out in answers of before it could be chosen: guessed. */
  readonly level?: ClassLevel | undefined;
  readonly withAugmented?: boolean | undefined;
  /** By the path of the table. */
  readonly columns: readonly (readonly [path: string, columns: TableColumns])[];
};

/** How the files of an import are found again after a reload, where the browser lets a page keep handles. */
export type ImportSources = {
  /** What was dropped: folders, zips or single files. */
  readonly handles: readonly FileSystemHandle[];
  readonly answers: ImportAnswers;
};
