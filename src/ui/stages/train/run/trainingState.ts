import type {
  RunView,
  TrainingEvent,
  TrainingOutcome,
  TrainingRequest,
} from '../../../../worker/jobs/training/trainingProtocol.ts';
import {
  emptyRun,
  interruptedRun,
  nextPhase,
  nextRun,
  type RunData,
  type RunPhase,
  type RunRecord,
} from './runRecord.ts';

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
      readonly asked: 'resume' | 'stop' | null;
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
  | { readonly type: 'run-resumed'; readonly from: RunView; readonly data: RunData }
  | { readonly type: 'counted'; readonly parts: NonNullable<RunData['parts']> }
  | { readonly type: 'asked'; readonly what: 'pause' | 'resume' | 'stop' }
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
  if (action.type === 'started' || action.type === 'run-resumed') return isActive(state) ? state : begin(action);
  if (action.type === 'dismissed') return isActive(state) ? state : idle;
  if (action.type === 'restored') return isActive(state) ? state : action.state;
  if (action.type === 'storage-cleared') return state.step === 'idle' ? state : withoutStorage(state);
  if (state.step === 'ended') return afterEnd(state, action, nowMs);
  return isActive(state) ? whileActive(state, action, nowMs) : state;
}

type LateAction = Exclude<
  TrainingAction,
  { type: 'started' | 'run-resumed' | 'dismissed' | 'restored' | 'storage-cleared' }
>;

function whileActive(state: ActiveState, action: LateAction, nowMs: number): TrainingState {
  const { run, phase } = state;
  switch (action.type) {
    case 'ended':
      return { step: 'ended', run, outcome: action.outcome };
    case 'counted':
      return { ...state, run: { ...run, data: { ...run.data, parts: action.parts } } };
    case 'kept':
      return state;
    case 'failed':
      return { step: 'failed', run, reason: action.reason };
    case 'asked':
      return ask(state, action.what);
    case 'paused':
    case 'resumed':
      return {
        step: action.type === 'paused' ? 'paused' : 'running',
        ...{ run, phase, asked: state.asked === 'stop' ? 'stop' : null },
      };
    default:
      return { ...state, run: nextRun(run, action, nowMs), phase: nextPhase(phase, action) };
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

function begin(action: Extract<TrainingAction, { type: 'started' | 'run-resumed' }>): TrainingState {
  const run =
    action.type === 'started' ? emptyRun(action.request, action.data) : interruptedRun(action.from, action.data);
  return { step: 'running', run, phase: { kind: 'starting' }, asked: null };
}

function ask(state: ActiveState, what: 'pause' | 'resume' | 'stop'): TrainingState {
  if (what === 'stop') return { ...state, asked: 'stop' };
  if (state.asked === 'stop') return state;
  if (state.step === 'running' && what === 'pause') return { ...state, asked: 'pause' };
  if (state.step === 'paused' && what === 'resume') return { ...state, asked: 'resume' };
  return state;
}
