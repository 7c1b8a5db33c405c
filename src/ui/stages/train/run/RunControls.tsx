import { BACKENDS } from '../../../../compute/backends.ts';
import { classNames } from '../../../components/classNames.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { clockTime, phaseDetail, phaseSentence } from '../trainingWords.ts';
import { FoldsDone } from './FoldsDone.tsx';
import styles from './RunControls.module.css';
import { type RunPhase, type RunRecord, runProgress } from './runRecord.ts';
import { pauseTraining, resumeTraining, stopTraining } from './trainingMachine.ts';
import type { ActiveState } from './trainingState.ts';

/** What the run is doing, how far it is, and the three things one can do about it. */
export function RunControls({ state }: { readonly state: ActiveState }) {
  const { run, phase } = state;
  const continues = state.step === 'paused' ? 'Once you resume, training continues' : 'Training continues';
  return (
    <Card>
      <div className="row spread">
        <StatusLine className={classNames('strong', styles.phase)}>{phaseSentence(state)}</StatusLine>
        <Buttons state={state} />
      </div>
      <div className={classNames('fields', styles.bars)}>
        <Progress
          label="Whole run"
          value={wholeRun(state)}
          detail={state.step === 'paused' ? 'Paused: no work until you resume' : phaseDetail(phase, run)}
        />
        <Progress {...partInHand(phase)} resting={state.step === 'paused'} />
      </div>
      <p className="quiet dense">{savedWords(run, continues)}</p>
      <FoldsDone folds={run.folds} />
      <StatusLine tone="caution">
        {run.saveProblem ? `Autosave failed: ${run.saveProblem} ${continues}.` : null}
      </StatusLine>
      <StatusLine tone="caution">
        {run.backendLost ? `${run.backendLost} ${continues} from the last checkpoint.` : null}
      </StatusLine>
    </Card>
  );
}

function savedWords({ saved, cleared, folds }: RunRecord, continues: string): string {
  if (cleared) {
    return `The storage of this page was cleared: nothing of this run is saved. ${continues}; keep this tab open.`;
  }
  if (saved && folds && saved.epoch === 0) {
    const done = folds.fold - 1;
    return `${formatCounted(done, 'network')} ${done === 1 ? 'is' : 'are'} done and saved. After a reload or a crash you can resume from there.`;
  }
  return saved
    ? `Saved after epoch ${saved.epoch} at ${clockTime(saved.atMs)}. After a reload or a crash you can resume from there.`
    : 'Its settings are saved: after a reload it can be started again. What it learns is saved after the first epoch.';
}

function Buttons({ state }: { readonly state: ActiveState }) {
  const { asked } = state;
  const { attempt, failure } = useAttempt();
  return (
    <div className={classNames('row', styles.buttons)}>
      {state.step === 'paused' ? (
        <DisabledButton variant="primary" resting={asked !== null} onClick={() => void attempt(resumeTraining)}>
          Resume
        </DisabledButton>
      ) : (
        <DisabledButton resting={asked !== null} onClick={() => void attempt(pauseTraining)}>
          Pause
        </DisabledButton>
      )}
      <DisabledButton resting={asked === 'stop'} onClick={() => void attempt(stopTraining)}>
        Stop
      </DisabledButton>
      {failure}
    </div>
  );
}

function wholeRun({ run, phase }: ActiveState): number | null {
  return runProgress(run, phase) ?? 0;
}

function partInHand(phase: RunPhase): Parameters<typeof Progress>[0] {
  switch (phase.kind) {
    case 'preparing':
      return {
        label: `Preprocessing scans: ${formatCount(phase.done)} of ${formatCount(phase.total)}`,
        value: phase.done,
        max: phase.total,
      };
    case 'epochs':
      return {
        label: `Epoch ${phase.epoch}: batch ${formatCount(phase.batch)} of ${formatCount(phase.batchesPerEpoch)}`,
        value: phase.batch,
        max: phase.batchesPerEpoch,
      };
    case 'measuring':
      return { label: `Measuring ${BACKENDS[phase.backend].label}`, value: null };
    case 'warming-up':
      return { label: 'Warming up', value: null };
    case 'evaluating':
      return { label: 'Classifying the test scans', value: null };
    case 'starting':
      return { label: 'Starting', value: null };
  }
}
