import type { AuditReport } from '../../../audit/auditReport.ts';
import type { SentDataSet } from '../../../dataset/edits/dataSetView.ts';
import type { Stoppable } from '../jobOptions.ts';
import type { ModelSummary } from '../models/modelProtocol.ts';
import type { RunView } from '../training/trainingProtocol.ts';

/** All that is stored, as a whole. */
export interface WorkspaceJobs {
  /** Everything that is stored, for the first paint. */
  open(): Promise<Workspace>;
  /** Fetches the code that later jobs need: from then on nothing is requested any more. */
  fetchAhead(): Promise<void>;
  /** Never resolves: reports problems of the storage through `onTrouble`. */
  watchStorage(listener: { readonly onTrouble: (trouble: Trouble) => void }): Promise<never>;
  /** Everything that is stored as one file, with or without the data set and its scans. Rejects where it was stopped. */
  moveOut(withScans: boolean, options: WhileMoving): Promise<Blob>;
  /** Adds what is in such a file: the page is to be loaded again then. Rejects, and keeps nothing of it, where it is damaged or was stopped. */
  moveIn(file: File, options: WhileMoving): Promise<MovedIn>;
  /** What the storage of the page is used for. */
  storedBytes(): Promise<StoredBytes>;
}

/** Bytes that are written, or records that are read. */
type WhileMoving = Stoppable & { readonly onProgress: (done: number) => void };

/** What stands in the way of what is kept: another tab, or the browser. A sentence to show. */
type Trouble = {
  readonly sentence: string;
  /** True where everything that was kept is gone. */
  readonly cleared: boolean;
};

export type Workspace = {
  readonly dataSet: SentDataSet | null;
  readonly models: readonly ModelSummary[];
  /** Models that are kept and cannot be read, with the reason: they can only be deleted. */
  readonly brokenModels: readonly { readonly id: string; readonly reason: string }[];
  /** A run that was interrupted and can be resumed. */
  readonly run: RunView | null;
  /** What an earlier audit found of the data set in the state that it is in; null where there was none. */
  readonly shortcuts: Pick<AuditReport, 'version' | 'shortcuts'> | null;
  readonly storage: {
    readonly usedBytes: number;
    readonly quotaBytes: number;
    readonly persistent: boolean;
  };
};

/** What was added; `refused`: why models were left out. */
export type MovedIn = { readonly models: number; readonly dataSet: boolean; readonly refused: readonly string[] };

/** Bytes. */
export type StoredBytes = {
  /** The files as they were dropped. */
  readonly scans: number;
  readonly models: number;
  /** Models that were deleted and can still come back. */
  readonly deletedModels: number;
  /** The checkpoint of the interrupted run. */
  readonly run: number;
  /** All that the browser counts, the page itself among it; 0 where it does not tell. */
  readonly used: number;
};
