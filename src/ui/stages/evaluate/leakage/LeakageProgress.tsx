import { classNames } from '../../../components/classNames.ts';
import { Progress } from '../../../components/Progress.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { useTraining } from '../../train/run/trainingMachine.ts';
import { isActive, runProgress } from '../../train/run/trainingState.ts';
import { DisabledButton } from '../../train/settings/DisabledButton.tsx';
import { phaseDetail, phaseSentence } from '../../train/trainingWords.ts';
import styles from './leakage.module.css';
import { type LeakageState, stopLeakage } from './leakageStore.ts';

/** Which of the two is trained, and how far it is. */
export function LeakageProgress({ state }: { readonly state: Extract<LeakageState, { step: 'running' }> }) {
  const training = useTraining((each) => each);
  const { kinds, turn, stopAsked } = state;
  const { attempt, failure } = useAttempt();
  const kind = kinds[turn] ?? 'random';
  const active = isActive(training) ? training : null;
  const share = active ? (runProgress(active.run, active.phase) ?? 0) : 0;
  return (
    <div className={classNames('stack gap-3 start', styles.panel)}>
      <StatusLine>
        {stopAsked ? 'Stopping after this batch' : `Training ${turn + 1} of ${kinds.length}: on the ${kind} split`}
      </StatusLine>
      <Progress
        label={active ? phaseSentence(active) : 'Beginning'}
        value={turn + share}
        max={kinds.length}
        detail={
          active ? `${phaseDetail(active.phase)}${turn + 1 < kinds.length ? '; then the other split' : ''}` : null
        }
        failure={failure}
        action={
          <DisabledButton small resting={stopAsked} onClick={() => void attempt(stopLeakage)}>
            Stop
          </DisabledButton>
        }
      />
      <p className="quiet dense">
        <a href="#train">Train</a> shows the run with its curves. The models are saved under{' '}
        <a href="#models">Models</a>.
      </p>
    </div>
  );
}
