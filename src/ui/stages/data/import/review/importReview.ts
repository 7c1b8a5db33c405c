import type { DataSetView } from '../../../../../dataset/edits/dataSetView.ts';
import type { FolderDoubt } from '../../../../../dataset/import/classes/plannedClasses.ts';
import type { ImportPlan } from '../../../../../dataset/import/importPlan.ts';
import type { PatientSource } from '../../../../../dataset/import/importSources.ts';
import type { CodedPath } from '../../../../../dataset/userError.ts';
import type { VolumeChoice } from '../../../../../dataset/volumeChoice.ts';
import type { DroppedFile } from '../../../../drop/droppedFiles.ts';
import type { PatternSuggestion, ReviewedTable } from '../labels/labelSources.ts';

export type ReviewPartProps = {
  readonly review: ImportReview;
  readonly onChange: (review: ImportReview) => void;
};

/** One folder's worth of scans, and what the user makes of it. */
export type ReviewedClass = {
  /** Name of the folder. */
  readonly folder: string;
  /** Name of the class; two folders may share one. */
  readonly name: string;
  readonly fileIndices: readonly number[];
  readonly included: boolean;
  /** Why it is left out unless the user wants it; null where it looks like a class. */
  readonly doubt: FolderDoubt | null;
};

/** What was dropped, before anything is imported. */
export type ImportReview = {
  readonly files: readonly DroppedFile[];
  /** What finds all of them again after a reload; null where the browser keeps nothing that does. */
  readonly handles: readonly FileSystemHandle[] | null;
  readonly dataSetName: string;
  readonly classes: readonly ReviewedClass[];
  readonly ignored: readonly CodedPath[];
  /** Files in no folder, and the class that the user gives them. */
  readonly loose: { readonly fileIndices: readonly number[]; readonly className: string };
  /** Chosen by the user; null: guessed. */
  readonly positive: string | null;
  /** The data set that is added to. */
  readonly existing: Pick<DataSetView, 'name' | 'classes' | 'folders'> | null;
  /** What could not be taken out of zips. */
  readonly refused: readonly CodedPath[];
  /** What the folders alone say. */
  readonly plan: ImportPlan;
  readonly tables: readonly ReviewedTable[];
  /** Path of the table that says the classes; null: the folders do. */
  readonly labelsFrom: string | null;
  readonly patients: PatientSource;
  /** Patterns found in the names, the likeliest first. */
  readonly suggestions: readonly PatternSuggestion[];
  /** Which slices of volumes are taken; null where there is no volume. */
  readonly volumes: VolumeChoice | null;
};

/** Files that came, what zips would not give among them: each is to be read, or is said why not. */
export function fileCountOfReview({ files, refused }: ImportReview): number {
  return files.length + refused.length;
}
