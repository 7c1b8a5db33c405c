import type { EditOutcome } from '../../../dataset/edits/dataSetView.ts';
import type { EditRequest } from '../../../dataset/edits/datasetEdits.ts';
import type { SplitSettings, Subset } from '../../../dataset/split/splitSettings.ts';

/** Changes of the data set, and how it would be split. */
export interface DataSetJobs {
  /** Excludes, relabels or harmonises; the page applies the same edit to its own copy. Rejects while an import or a training is under way, and where it makes no sense. */
  applyEdit(remedy: EditRequest): Promise<EditOutcome>;
  /** Undoes one edit, whichever came after it. */
  undoEdit(editId: number): Promise<EditOutcome>;
  deleteDataSet(): Promise<void>;
  splitSummary(settings: SplitSettings): Promise<SplitSummary>;
}

export type SplitSummary = {
  /** How many networks a run trains; the counts are of the first. */
  readonly folds: number;
  /** Scans by part and class, in the order of the classes. */
  readonly counts: Readonly<Record<Subset, readonly number[]>>;
  readonly groupCount: number;
  readonly testScansWithTwin: number;
  /** A sentence where the split cannot be made; null where it can. */
  readonly problem: string | null;
};
