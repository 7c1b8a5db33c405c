import { Button } from '../../../../components/Button.tsx';
import { Progress } from '../../../../components/Progress.tsx';
import { useAttempt } from '../../../../components/useAttempt.tsx';
import { stopTraining, useTraining } from '../../../train/run/trainingMachine.ts';
import { isActive, runProgress } from '../../../train/run/trainingState.ts';
import { phaseDetail, phaseSentence } from '../../../train/trainingWords.ts';

/** Which network is tried, and how far it is. */
export function TryProgress({ label }: { readonly label: string }) {
  const training = useTraining((state) => state);
  const { attempt, failure } = useAttempt();
  const active = isActive(training) ? training : null;
  return (
    <Progress
      label={`${label}: ${active ? phaseSentence(active) : 'Beginning'}`}
      value={active ? runProgress(active.run, active.phase) : null}
      detail={active ? phaseDetail(active.phase, active.run) : null}
      failure={failure}
      action={
        <Button small onClick={() => void attempt(stopTraining)}>
          Stop
        </Button>
      }
    />
  );
}
