import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Subset } from '../../../../dataset/split/splitSettings.ts';
import { UserError } from '../../../../dataset/userError.ts';
import type {
  RunView,
  TrainingEvent,
  TrainingOutcome,
  TrainingRequest,
} from '../../../../worker/jobs/training/trainingProtocol.ts';
import { failureSentence } from '../../../components/text/failureSentence.ts';
import { attempt, jobs, refreshModels } from '../../../workspace/jobs.ts';
import { chosenModel, setBackend, setDataSet, setStageLine, workspace } from '../../../workspace/workspace.ts';
import { railLine, UNKEPT } from '../trainingWords.ts';
import { lossesOf } from './lossTrace.ts';
import type { RunData, RunRecord } from './runRecord.ts';
import {
  hasUnsavedProgress,
  idle,
  isActive,
  isUnkept,
  reduceTraining,
  type TrainingAction,
  type TrainingState,
} from './trainingState.ts';

const PUBLISH_EVERY_MS = 100;

const training = createStore<TrainingState>(() => idle);

export function useTraining<Selected>(select: (state: TrainingState) => Selected): Selected {
  return useStore(training, select);
}

/** How training stands, published a moment ago at most. */
export function trainingNow(): TrainingState {
  return training.getState();
}

/**
 * Trains a network and follows the run in the Train stage. Resolves when the run has ended and its model is in the list.
 *
 * @throws when a run is going already, or when nothing could be trained; the stage says why as well
 */
export function startTraining(request: TrainingRequest): Promise<TrainingOutcome> {
  return follow({ type: 'started', request, data: dataNow() }, (options) => jobs.train(request, options));
}

/**
 * Trains as `startTraining` does, beside the work of the other stages: afterwards Train shows what it showed before, and the chosen
 * model stays. A network that could not be saved stays under Train, or it would be lost.
 *
 * @throws as `startTraining` does, and where an interrupted run would be replaced
 */
export async function trainAside(request: TrainingRequest): Promise<TrainingOutcome> {
  const before = current;
  const { dataSet, run } = workspace.getState();
  if (run)
    throw new UserError('run-interrupted', {}, 'An interrupted run waits under Train. Resume or discard it first.');
  try {
    return await follow(
      { type: 'started', request, data: dataNow() },
      (options) => jobs.train(request, options),
      false,
    );
  } finally {
    if (!isActive(current) && !isUnkept(current)) {
      runs += 1; // late events of this run are not of the one before
      dispatch({ type: 'restored', state: workspace.getState().dataSet === dataSet ? before : idle });
    }
    if (workspace.getState().run) await discardRun();
  }
}

/** Continues an interrupted run from its last save. */
export function resumeRun(from: RunView): Promise<TrainingOutcome> {
  return follow({ type: 'run-resumed', from, data: dataNow() }, (options) => jobs.resumeRun(options));
}

export function pauseTraining(): Promise<void> {
  dispatch({ type: 'asked', what: 'pause' });
  return jobs.pauseTraining();
}

export function resumeTraining(): Promise<void> {
  dispatch({ type: 'asked', what: 'resume' });
  return jobs.resumeTraining();
}

export async function stopTraining(): Promise<void> {
  dispatch({ type: 'asked', what: 'stop' });
  stopping.abort();
}

export async function discardRun(): Promise<void> {
  await jobs.discardRun();
  workspace.setState({ run: null });
}

/** From the end of a run back to the settings. A network that is saved nowhere is dropped. */
export function dismissRun(): void {
  if (isActive(current)) return;
  dispatch({ type: 'dismissed' });
  void jobs.forgetTrained();
}

/** Tries again to keep a trained network, after room was made for it. */
export async function keepTrained(): Promise<void> {
  const saved = await jobs.saveTrained();
  if (saved.modelId !== null) await refreshModels(saved.modelId);
  dispatch({ type: 'kept', ...saved });
}

/** The user or the browser has deleted everything that was stored: the page says so, and offers what is still in memory. */
export function storageCleared(): Promise<boolean> {
  dispatch({ type: 'storage-cleared' });
  setDataSet(null);
  workspace.setState({ run: null });
  return attempt(refreshModels);
}

async function follow(
  first: Extract<TrainingAction, { type: 'started' | 'run-resumed' }>,
  run: (options: Parameters<typeof jobs.resumeRun>[0]) => Promise<TrainingOutcome>,
  choose = true,
): Promise<TrainingOutcome> {
  if (isActive(current))
    throw new UserError('training-already', {}, 'A network is training already. Stop that run first.');
  if (isUnkept(current)) throw new UserError('run-not-kept', {}, UNKEPT);
  runs += 1;
  const thisRun = runs;
  dispatch(first);
  workspace.setState({ run: null });
  void countParts(thisRun);
  try {
    stopping = new AbortController();
    const onEvent = (event: TrainingEvent) => {
      if (thisRun === runs) dispatch(event);
    };
    const outcome = await run({ onEvent, signal: stopping.signal });
    if (outcome.modelId !== null) await refreshModels(choose ? outcome.modelId : chosenModel(workspace.getState())?.id);
    dispatch({ type: 'ended', outcome });
    return outcome;
  } catch (failure) {
    dispatch({ type: 'failed', reason: failureSentence(failure) });
    throw failure;
  }
}

function dataNow(): RunData {
  const { dataSet } = workspace.getState();
  return { name: dataSet?.name ?? '', synthetic: dataSet?.synthetic ?? false, parts: null };
}

/** Asked before anything is trained, so that the answer is about the data of this run. Without it figures have no n. */
async function countParts(thisRun: number): Promise<void> {
  if (!isActive(current)) return;
  try {
    const { counts } = await jobs.splitSummary(current.run.request.split);
    const sum = (part: Subset) => counts[part].reduce((all, each) => all + each, 0);
    const parts = { training: sum('training'), validation: sum('validation'), test: sum('test') };
    if (thisRun === runs) dispatch({ type: 'counted', parts });
  } catch {
    // The run itself tells what is wrong with its data.
  }
}

/** A run that has ended goes with the data that it was trained on. */
workspace.subscribe(({ dataSet }, before) => {
  if (dataSet === before.dataSet || current.step === 'idle' || isActive(current) || isUnkept(current)) return;
  const { data } = current.run;
  if (dataSet?.name !== data.name || dataSet.synthetic !== data.synthetic) dismissRun();
});

/** How many runs were begun: events of an earlier one are not those of this one. */
let runs = 0;
/** Of the run that was begun last. */
let stopping = new AbortController();
/** The state at this moment; the page sees it at most every `PUBLISH_EVERY_MS`. */
let current: TrainingState = idle;
let publishedAtMs = Number.NEGATIVE_INFINITY;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Every event counts at once; the page is drawn anew at once only where the step or a button changes. */
function dispatch(action: TrainingAction): void {
  const before = current;
  current = reduceTraining(current, action, Date.now());
  if (current === before) return;
  if (action.type === 'backend') setBackend(action.backend);
  if (action.type === 'failed' || action.type === 'ended') offerToResume(current);
  const waitMs = publishedAtMs + PUBLISH_EVERY_MS - performance.now();
  if (current.step !== before.step || action.type === 'asked' || action.type === 'restored' || waitMs <= 0) publish();
  else timer ??= setTimeout(publish, waitMs);
}

function publish(): void {
  clearTimeout(timer);
  timer = undefined;
  publishedAtMs = performance.now();
  training.setState(current, true);
  const line = railLine(current);
  const shown = workspace.getState().stageLines.train;
  if (line?.text !== shown?.text || line?.state !== shown?.state) setStageLine('train', line);
  const unsavedTraining = hasUnsavedProgress(current);
  if (unsavedTraining !== workspace.getState().unsavedTraining) workspace.setState({ unsavedTraining });
}

/** A run that failed after a save can go on from there, and one of several networks that was stopped between its ends. */
function offerToResume(state: TrainingState): void {
  const stopped = state.step === 'ended' && state.outcome.ended === 'stopped' && state.run.folds !== null;
  if ((state.step === 'failed' || stopped) && state.run.saved)
    workspace.setState({ run: runView(state.run, state.run.saved) });
}

function runView(run: RunRecord, saved: { readonly epoch: number; readonly atMs: number }): RunView {
  return {
    request: run.request,
    history: {
      epochs: run.epochs.filter(({ epoch }) => epoch <= saved.epoch),
      batchLosses: lossesOf(run.losses, run.lossCounts[saved.epoch - 1] ?? 0),
    },
    epochsDone: saved.epoch,
    folds: run.folds && { done: run.folds.fold - 1, of: run.folds.of },
    savedAt: new Date(saved.atMs).toISOString(),
    version: workspace.getState().dataSet?.version.number ?? null,
  };
}
