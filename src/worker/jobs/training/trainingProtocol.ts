import type { BackendInfo, BackendName, BackendOffer, BackendPreference } from '../../../compute/backends.ts';
import type { BackendBenchmark } from '../../../compute/benchmark/chooseBackend.ts';
import type { ExportTarget } from '../../../export/targets.ts';
import type { Estimate } from '../../../statistics/intervals/estimate.ts';
import type { StoredTrainingRequest } from '../../../storage/training/runRecords.ts';
import type { EpochRecord, TrainingHistory } from '../../../training/history.ts';
import type { MeasuredStep } from '../../../training/selfTest/measureStep.ts';
import type { Stoppable } from '../jobOptions.ts';

/** Which backends there are, and how fast each trains a network. */
export interface NetworkJobs {
  /** What each backend would run on, and which one 'auto' takes where nothing was measured. */
  backends(): Promise<BackendOffer[]>;
  /** How fast each backend was at such a step; null where that was not measured on this device. */
  benchmarkReport(step: MeasuredStep): Promise<BenchmarkReport | null>;
  /** Measures it now, backend by backend. Rejects while a training is under way, and when another network is measured instead. */
  measureBackends(
    step: MeasuredStep,
    options: { readonly onBackend: (backend: BackendName) => void },
  ): Promise<BenchmarkReport>;
}

/** One run at a time, and what is left of it. */
export interface TrainingJobs {
  /**
   * Runs to the end, or until stopped: then the best weights so far are kept as a model (if an epoch was finished). Rejects
   * when nothing could be trained; events tell the rest.
   */
  train(request: TrainingRequest, options: WhileTraining): Promise<TrainingOutcome>;
  /** Continues the interrupted run from its last checkpoint; from its start where it has none. */
  resumeRun(options: WhileTraining): Promise<TrainingOutcome>;
  discardRun(): Promise<void>;
  /** Takes effect after the batch in hand. */
  pauseTraining(): Promise<void>;
  resumeTraining(): Promise<void>;
  /** The network that was trained last, from memory: as `downloadModel`. */
  downloadTrained(target: ExportTarget): Promise<Blob>;
  /** Tries again to keep it. */
  saveTrained(): Promise<Pick<TrainingOutcome, 'modelId' | 'notKept'>>;
  /** Lets it go from memory; a stored model stays. */
  forgetTrained(): Promise<void>;
}

type WhileTraining = Stoppable & { readonly onEvent: (event: TrainingEvent) => void };

/** What was measured of the backends at one network. */
export type BenchmarkReport = {
  /** In the order in which they were tried. */
  readonly trials: readonly BackendBenchmark[];
  /** What 'auto' takes. */
  readonly choice: BackendPreference;
  /** ISO 8601, UTC. */
  readonly measuredAt: string;
};

/** What a run is asked to do; kept with an interrupted one as it is. */
export type TrainingRequest = StoredTrainingRequest;

export type TrainingEvent =
  | {
      readonly type: 'preparing';
      readonly done: number;
      readonly total: number;
    }
  /** Another of the networks of one run begins. */
  | {
      readonly type: 'fold';
      /** From 1. */
      readonly fold: number;
      readonly of: number;
      readonly name: string;
      readonly done: readonly FoldFigures[];
    }
  /** At the first run of a network on this device 'auto' tries the backends one after another. */
  | { readonly type: 'measuring'; readonly backend: BackendName }
  | { readonly type: 'backend'; readonly backend: BackendInfo }
  /** The first batch compiles shaders or kernels. */
  | { readonly type: 'warming-up' }
  | {
      readonly type: 'batches';
      readonly epoch: number;
      /** Batches finished in this epoch. */
      readonly batch: number;
      readonly batchesPerEpoch: number;
      readonly losses: readonly number[];
      readonly scansPerSecond: number;
      readonly secondsLeft: number;
    }
  | {
      readonly type: 'epoch';
      readonly record: EpochRecord;
      readonly best: boolean;
    }
  | { readonly type: 'saved'; readonly epoch: number }
  /** The run goes on, but could not be saved. */
  | { readonly type: 'not-saved'; readonly reason: string }
  | { readonly type: 'paused' }
  | { readonly type: 'resumed' }
  /** The GPU was lost; training goes on from the last checkpoint on `backend`. */
  | { readonly type: 'backend-lost'; readonly reason: string }
  | { readonly type: 'evaluating' };

/** A network of several that is trained and tested. */
export type FoldFigures = {
  readonly name: string;
  /** Its test scans. */
  readonly n: number;
  /** At the threshold that its own validation chose. */
  readonly accuracy: Estimate | null;
  /** Of three classes or more their mean. */
  readonly auc: Estimate | null;
};

export type TrainingOutcome = {
  readonly ended: 'completed' | 'early-stopped' | 'stopped' | 'non-finite';
  /** In words, for the user. */
  readonly reason: string;
  /** Null where no epoch was finished, or the model could not be kept. */
  readonly modelId: string | null;
  /** Why the trained network is held in memory alone, in words; null where it is kept, or there is none. */
  readonly notKept: string | null;
};

/** An interrupted run. */
export type RunView = {
  readonly request: TrainingRequest;
  readonly history: TrainingHistory;
  /** 0 where it was interrupted before its first save: its settings are all that is left. */
  readonly epochsDone: number;
  /** Of several networks, how many are done; null where there is one. */
  readonly folds: { readonly done: number; readonly of: number } | null;
  readonly savedAt: string;
  /** `DataSetVersion.number` of the data set that it is trained on; null where that is not known. */
  readonly version: number | null;
};
