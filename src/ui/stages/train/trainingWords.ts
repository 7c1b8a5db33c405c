import { BACKENDS } from '../../../compute/backends.ts';
import { asSentence } from '../../../dataset/asSentence.ts';
import type { TrainingOutcome } from '../../../worker/jobs/training/trainingProtocol.ts';
import { formatCount, formatCounted, formatRate, formatTimeLeft } from '../../components/text/format.ts';
import type { StageLine } from '../../workspace/stage.ts';
import type { RunPhase, RunRecord } from './run/runRecord.ts';
import type { ActiveState, TrainingState } from './run/trainingState.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/** Milliseconds since 1970 -> '08:15:02'. */
export function clockTime(atMs: number): string {
  return clock.format(atMs);
}

/** What the run is doing, in words that change only as often as one can listen. */
export function phaseSentence(state: ActiveState): string {
  if (state.asked === 'stop') {
    return state.run.folds
      ? 'Stopping after this batch; networks that are done are kept'
      : 'Stopping after this batch; the best weights so far are saved';
  }
  if (state.asked === 'pause') return 'Pausing after this batch';
  if (state.step === 'paused') return `Paused in ${phaseName(state.phase, state.run)}`;
  return asSentence(phaseName(state.phase, state.run));
}

/** 'warming up', 'epoch 3 of 20' */
function phaseName(phase: RunPhase, run: RunRecord): string {
  switch (phase.kind) {
    case 'starting':
      return 'starting the backend';
    case 'preparing':
      return 'preprocessing scans';
    case 'measuring':
      return 'measuring backends';
    case 'warming-up':
      return 'warming up';
    case 'epochs':
      return `${foldWords(run)}epoch ${phase.epoch} of ${run.request.hyperparameters.epochs}`;
    case 'evaluating':
      return 'evaluating on the test set';
  }
}

/** 'network 2 of 5, '; nothing where there is one. */
function foldWords({ folds }: RunRecord): string {
  return folds ? `network ${folds.fold} of ${folds.of}, ` : '';
}

/** What stands beneath the bar of a phase. */
export function phaseDetail(phase: RunPhase, run: RunRecord): string {
  switch (phase.kind) {
    case 'starting':
      return 'Loading; running a self-test';
    case 'preparing':
      return `${formatCount(phase.done)} of ${formatCounted(phase.total, 'scan')} preprocessed`;
    case 'measuring':
      return `Timing ${BACKENDS[phase.backend].label} for a few steps; the result is saved for the next run`;
    case 'warming-up':
      return 'The first batch compiles the network; the next ones are faster';
    case 'epochs':
      return `${formatRate(phase.scansPerSecond)}, ${formatTimeLeft(phase.secondsLeft)}${run.folds ? ' of this network' : ''}`;
    case 'evaluating':
      return 'Classifying every test scan with the best weights';
  }
}

/** The Train stage's line in the rail. */
export function railLine(state: TrainingState): StageLine | null {
  switch (state.step) {
    case 'idle':
      return null;
    case 'running':
      return { text: phaseName(state.phase, state.run), state: 'busy' };
    case 'paused':
      return { text: `paused, ${phaseName(state.phase, state.run)}`, state: 'busy' };
    case 'ended':
      if (state.outcome.notKept !== null) return { text: 'trained, not saved', state: 'empty' };
      return { text: endedWords(state.run, state.outcome), state: 'done' };
    case 'failed':
      return { text: 'failed', state: 'empty' };
  }
}

function endedWords({ folds, epochs }: RunRecord, { ended }: TrainingOutcome): string {
  if (!folds) return `${formatCounted(epochs.length, 'epoch')} trained`;
  return ended === 'stopped' ? `${folds.fold - 1} of ${folds.of} networks done` : `${folds.of} networks trained`;
}

/** Why nothing else can be trained. */
export const UNKEPT =
  'The network that was trained last is not saved: download it, try again to keep it, or discard it first.';

export const ENDINGS = {
  completed: 'Training finished',
  'early-stopped': 'Training stopped early: validation loss no longer improves',
  stopped: 'Training was stopped',
  'non-finite': 'Training failed: the loss is not a number',
} as const;

/** The name of a data set; a synthetic one is called so wherever it is named. */
export function dataName({ name, synthetic }: { readonly name: string; readonly synthetic: boolean }): string {
  return synthetic && !/synthetic/i.test(name) ? `${name} (synthetic)` : name;
}
