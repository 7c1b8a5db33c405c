import type { BackendInfo, BackendName } from '../../../../compute/backends.ts';
import type { Subset } from '../../../../dataset/split/splitSettings.ts';
import type { EpochRecord } from '../../../../training/history.ts';
import type {
  FoldFigures,
  RunView,
  TrainingEvent,
  TrainingOutcome,
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
  readonly engine: BackendInfo | null;
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
  /** Why the engine was lost, once it was. */
  readonly backendLost: string | null;
  /** True from the loss of an engine until the first batch tells to which epoch training went back. */
  readonly goesBack: boolean;
};

export type TrainingState =
  | { readonly step: 'idle' }
  | {
      readonly step: 'running';
      readonly run: RunRecord;
      readonly phase: RunPhase;
      /** What the user asked for that has not happened yet. */
      readonly asked: 'pause' | 'stop' | null;
    }
  | {
      readonly step: 'paused';
      readonly run: RunRecord;
      readonly phase: RunPhase;
      readonly asked: 'continue' | 'stop' | null;
    }
  | {
      readonly step: 'ended';
      readonly run: RunRecord;
      readonly outcome: TrainingOutcome;
    }
  | {
      readonly step: 'failed';
      readonly run: RunRecord;
      readonly reason: string;
    };

export type TrainingAction =
  | TrainingEvent
  | { readonly type: 'started'; readonly request: TrainingRequest; readonly data: RunData }
  | { readonly type: 'resumed'; readonly from: RunView; readonly data: RunData }
  | { readonly type: 'counted'; readonly parts: NonNullable<RunData['parts']> }
  | { readonly type: 'asked'; readonly what: 'pause' | 'continue' | 'stop' }
  | { readonly type: 'ended'; readonly outcome: TrainingOutcome }
  | { readonly type: 'failed'; readonly reason: string }
  | { readonly type: 'storage-cleared' }
  /** It was tried again to keep the trained network. */
  | ({ readonly type: 'kept' } & Pick<TrainingOutcome, 'modelId' | 'notKept'>)
  | { readonly type: 'dismissed' }
  /** A run beside the work of the other stages has ended: Train shows again what it showed before. */
  | { readonly type: 'restored'; readonly state: TrainingState };

export const idle: TrainingState = { step: 'idle' };

/**
 * The next state of training. An action that makes no sense in a state (a pause after the end) leaves it as it is.
 *
 * @param nowMs milliseconds since 1970, for the time of the last save
 */
export function reduceTraining(state: TrainingState, action: TrainingAction, nowMs: number): TrainingState {
  if (action.type === 'started' || action.type === 'resumed') return isActive(state) ? state : begin(action);
  if (action.type === 'dismissed') return isActive(state) ? state : idle;
  if (action.type === 'restored') return isActive(state) ? state : action.state;
  if (action.type === 'storage-cleared') return state.step === 'idle' ? state : withoutStorage(state);
  if (state.step === 'ended') return afterEnd(state, action, nowMs);
  if (!isActive(state)) return state;
  switch (action.type) {
    case 'ended':
      return { step: 'ended', run: state.run, outcome: action.outcome };
    case 'counted':
      return { ...state, run: { ...state.run, data: { ...state.run.data, parts: action.parts } } };
    case 'kept':
      return state;
    case 'failed':
      return { step: 'failed', run: state.run, reason: action.reason };
    case 'asked':
      return ask(state, action.what);
    case 'paused':
      return {
        step: 'paused',
        run: state.run,
        phase: state.phase,
        asked: state.asked === 'stop' ? 'stop' : null,
      };
    case 'continued':
      return {
        step: 'running',
        run: state.run,
        phase: state.phase,
        asked: state.asked === 'stop' ? 'stop' : null,
      };
    default:
      return {
        ...state,
        run: nextRun(state.run, action, nowMs),
        phase: nextPhase(state.phase, action),
      };
  }
}

export type ActiveState = Extract<TrainingState, { step: 'running' | 'paused' }>;
export type EndedState = Extract<TrainingState, { step: 'ended' | 'failed' }>;

export function isActive(state: TrainingState): state is ActiveState {
  return state.step === 'running' || state.step === 'paused';
}

/** A run has gone further than its last save, or its network is saved nowhere: closing the page would lose that. */
export function hasUnsavedProgress(state: TrainingState): boolean {
  if (state.step === 'ended') return state.outcome.notKept !== null;
  if (!isActive(state)) return false;
  const { saved, losses, lossCounts } = state.run;
  const savedLosses = saved ? (lossCounts[saved.epoch - 1] ?? 0) : 0;
  return state.phase.kind === 'evaluating' || losses.length > savedLosses;
}

/** A trained network that is held in memory alone. */
export function isUnkept(state: TrainingState): boolean {
  return state.step === 'ended' && state.outcome.notKept !== null;
}

const CLEARED = 'The storage of this page was cleared, and the model with it.';

function withoutStorage(state: Exclude<TrainingState, { step: 'idle' }>): TrainingState {
  const run = { ...state.run, saved: null, saveProblem: null, cleared: true };
  if (state.step !== 'ended' || state.outcome.modelId === null) return { ...state, run };
  return { ...state, run, outcome: { ...state.outcome, modelId: null, notKept: CLEARED } };
}

/** Events and the outcome cross from the worker on two ways: what was measured still counts when it comes last. */
function afterEnd(
  state: Extract<TrainingState, { step: 'ended' }>,
  action: TrainingAction,
  nowMs: number,
): TrainingState {
  if (action.type === 'kept') {
    const { modelId, notKept } = action;
    return { ...state, outcome: { ...state.outcome, modelId, notKept } };
  }
  const measured = action.type === 'batches' || action.type === 'epoch' || action.type === 'saved';
  return measured ? { ...state, run: nextRun(state.run, action, nowMs) } : state;
}

function begin(action: Extract<TrainingAction, { type: 'started' | 'resumed' }>): TrainingState {
  const run =
    action.type === 'started' ? emptyRun(action.request, action.data) : interruptedRun(action.from, action.data);
  return { step: 'running', run, phase: { kind: 'starting' }, asked: null };
}

function ask(state: ActiveState, what: 'pause' | 'continue' | 'stop'): TrainingState {
  if (what === 'stop') return { ...state, asked: 'stop' };
  if (state.asked === 'stop') return state;
  if (state.step === 'running' && what === 'pause') return { ...state, asked: 'pause' };
  if (state.step === 'paused' && what === 'continue') return { ...state, asked: 'continue' };
  return state;
}

function emptyRun(request: TrainingRequest, data: RunData): RunRecord {
  return {
    request,
    data,
    engine: null,
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
function interruptedRun(view: RunView, data: RunData): RunRecord {
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

type RunEvent = Exclude<TrainingEvent, { type: 'paused' | 'continued' }>;

function nextRun(run: RunRecord, event: RunEvent, nowMs: number): RunRecord {
  switch (event.type) {
    case 'fold': {
      const { fold, of, name, done } = event;
      const folds = { fold, of, name, done };
      return run.folds && run.folds.fold !== fold ? { ...withoutEpochs(run), folds } : { ...run, folds };
    }
    case 'engine':
      return { ...run, engine: event.engine };
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

function nextPhase(phase: RunPhase, event: RunEvent): RunPhase {
  switch (event.type) {
    case 'preparing':
      return { kind: 'preparing', done: event.done, total: event.total };
    case 'measuring':
      return { kind: 'measuring', backend: event.backend };
    case 'engine':
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
