import { Button } from '../../../components/Button.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { phaseDetail, phaseSentence } from '../trainingWords.ts';
import { runProgress } from './runRecord.ts';
import { stopTraining, useTraining } from './trainingMachine.ts';
import { isActive } from './trainingState.ts';

/** How far a network is that is trained beside the work of this stage, and the way to stop it. */
export function AsideProgress({ label }: { readonly label: string }) {
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
