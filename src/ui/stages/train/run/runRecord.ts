import type { BackendInfo, BackendName } from '../../../../compute/backends.ts';
import type { Subset } from '../../../../dataset/split/splitSettings.ts';
import type { EpochRecord } from '../../../../training/history.ts';
import type {
  FoldFigures,
  RunView,
  TrainingEvent,
  TrainingRequest,
} from '../../../../worker/jobs/training/trainingProtocol.ts';
import { bestEpoch } from './bestEpoch.ts';
import { appendLosses, emptyTrace, type LossTrace, truncateTrace } from './lossTrace.ts';

/** What the run is doing. */
export type RunPhase =
  | { readonly kind: 'starting' }
  | {
      readonly kind: 'preparing';
      readonly done: number;
      readonly total: number;
    }
  | { readonly kind: 'measuring'; readonly backend: BackendName }
  | { readonly kind: 'warming-up' }
  | {
      readonly kind: 'epochs';
      /** From 1. */
      readonly epoch: number;
      /** Batches finished in this epoch. */
      readonly batch: number;
      readonly batchesPerEpoch: number;
      readonly scansPerSecond: number;
      readonly secondsLeft: number;
    }
  | { readonly kind: 'evaluating' };

/** The data of a run as it was when the run began: the data set may change while its run is still on the screen. */
export type RunData = {
  readonly name: string;
  readonly synthetic: boolean;
  /** Scans in each part; null until they are counted. */
  readonly parts: Readonly<Record<Subset, number>> | null;
};

/** What is known of a run, however it stands. */
export type RunRecord = {
  readonly request: TrainingRequest;
  readonly data: RunData;
  readonly backend: BackendInfo | null;
  readonly epochs: readonly EpochRecord[];
  readonly bestEpoch: number | null;
  readonly losses: LossTrace;
  /** How many losses there were when each epoch ended: where training that goes back to a checkpoint goes on. */
  readonly lossCounts: readonly number[];
  readonly batchesPerEpoch: number | null;
  readonly saved: { readonly epoch: number; readonly atMs: number } | null;
  /** Where several networks are trained: which is now, and how those did that are done; null where there is one. */
  readonly folds: {
    /** From 1. */
    readonly fold: number;
    readonly of: number;
    readonly name: string;
    readonly done: readonly FoldFigures[];
  } | null;
  /** The storage was cleared under the run. */
  readonly cleared: boolean;
  /** Why the last save did not come about; null where it did. */
  readonly saveProblem: string | null;
  /** Why the backend was lost, once it was. */
  readonly backendLost: string | null;
  /** True from the loss of a backend until the first batch tells to which epoch training went back. */
  readonly goesBack: boolean;
};

export function emptyRun(request: TrainingRequest, data: RunData): RunRecord {
  return {
    request,
    data,
    backend: null,
    epochs: [],
    bestEpoch: null,
    losses: emptyTrace,
    lossCounts: [],
    batchesPerEpoch: null,
    saved: null,
    folds: null,
    cleared: false,
    saveProblem: null,
    backendLost: null,
    goesBack: false,
  };
}

/** A run as it was saved: as far as `RunView` tells. */
export function interruptedRun(view: RunView, data: RunData): RunRecord {
  const { epochs, batchLosses } = view.history;
  const perEpoch = epochs.length > 0 ? Math.floor(batchLosses.length / epochs.length) : null;
  return {
    ...emptyRun(view.request, data),
    epochs,
    bestEpoch: bestEpoch(epochs)?.epoch ?? null,
    losses: appendLosses(emptyTrace, batchLosses),
    lossCounts: epochs.map((_, index) => (index + 1) * (perEpoch ?? 0)),
    batchesPerEpoch: perEpoch,
    saved: { epoch: view.epochsDone, atMs: Date.parse(view.savedAt) },
    folds: view.folds && { fold: view.folds.done + 1, of: view.folds.of, name: '', done: [] },
  };
}

type RunEvent = Exclude<TrainingEvent, { type: 'paused' | 'resumed' }>;

export function nextRun(run: RunRecord, event: RunEvent, nowMs: number): RunRecord {
  switch (event.type) {
    case 'fold': {
      const { fold, of, name, done } = event;
      const folds = { fold, of, name, done };
      return run.folds && run.folds.fold !== fold ? { ...withoutEpochs(run), folds } : { ...run, folds };
    }
    case 'backend':
      return { ...run, backend: event.backend };
    case 'batches': {
      const from = run.goesBack ? backToEpoch(run, event.epoch) : run;
      return { ...from, losses: appendLosses(from.losses, event.losses), batchesPerEpoch: event.batchesPerEpoch };
    }
    case 'epoch':
      return {
        ...run,
        epochs: [...run.epochs.filter(({ epoch }) => epoch < event.record.epoch), event.record],
        lossCounts: [...run.lossCounts.slice(0, event.record.epoch - 1), run.losses.length],
        bestEpoch: event.best ? event.record.epoch : run.bestEpoch,
      };
    case 'saved':
      return { ...run, saved: { epoch: event.epoch, atMs: nowMs }, saveProblem: null };
    case 'not-saved':
      return { ...run, saveProblem: event.reason };
    case 'backend-lost':
      return { ...run, backendLost: event.reason, goesBack: true };
    default:
      return run;
  }
}

/** The next network begins anew; what was saved of the run stays so. */
function withoutEpochs(run: RunRecord): RunRecord {
  const saved = run.saved && { ...run.saved, epoch: 0 };
  return { ...run, epochs: [], bestEpoch: null, losses: emptyTrace, lossCounts: [], batchesPerEpoch: null, saved };
}

/** Training repeats `epoch`: what was drawn of it, and of those after it, did not happen. */
function backToEpoch(run: RunRecord, epoch: number): RunRecord {
  const epochs = run.epochs.filter((record) => record.epoch < epoch);
  return {
    ...run,
    goesBack: false,
    epochs,
    bestEpoch: run.bestEpoch !== null && run.bestEpoch < epoch ? run.bestEpoch : (bestEpoch(epochs)?.epoch ?? null),
    losses: truncateTrace(run.losses, run.lossCounts[epoch - 2] ?? 0),
    lossCounts: run.lossCounts.slice(0, epoch - 1),
  };
}

export function nextPhase(phase: RunPhase, event: RunEvent): RunPhase {
  switch (event.type) {
    case 'preparing':
      return { kind: 'preparing', done: event.done, total: event.total };
    case 'measuring':
      return { kind: 'measuring', backend: event.backend };
    case 'backend':
      return { kind: 'starting' };
    case 'warming-up':
      return { kind: 'warming-up' };
    case 'batches': {
      const { epoch, batch, batchesPerEpoch, scansPerSecond, secondsLeft } = event;
      return {
        kind: 'epochs',
        epoch,
        batch,
        batchesPerEpoch,
        scansPerSecond,
        secondsLeft,
      };
    }
    case 'backend-lost':
      return { kind: 'starting' };
    case 'evaluating':
      return { kind: 'evaluating' };
    case 'fold':
      return { kind: 'starting' };
    default:
      return phase;
  }
}

/** Share of the whole run that is done, 0..1, by batches; null while that is not known. */
export function runProgress(run: RunRecord, phase: RunPhase): number | null {
  const ofOne = networkProgress(run, phase);
  return run.folds ? (run.folds.fold - 1 + (ofOne ?? 0)) / run.folds.of : ofOne;
}

function networkProgress(run: RunRecord, phase: RunPhase): number | null {
  if (phase.kind === 'evaluating') return 1;
  const total = run.request.hyperparameters.epochs;
  if (phase.kind === 'epochs') {
    return Math.min(1, (phase.epoch - 1 + phase.batch / phase.batchesPerEpoch) / total);
  }
  return run.epochs.length > 0 ? run.epochs.length / total : null;
}
