import type { TrainingRequest } from '../../worker/protocol.ts';
import { Button } from '../components/Button.tsx';
import { StatusLine } from '../components/StatusLine.tsx';
import { useWorkspace } from '../workspace.ts';
import styles from './StartRun.module.css';
import { startTraining } from './trainingMachine.ts';

type StartRunProps = {
  readonly request: TrainingRequest;
  /** Why it cannot begin; null where it can. */
  readonly obstacle: string | null;
};

/** The button that begins, or the reason why it cannot. */
export function StartRun({ request, obstacle }: StartRunProps) {
  const interrupted = useWorkspace((state) => state.run !== null);
  // The run's own screen tells of a failure.
  const start = () => void startTraining(request).catch(() => undefined);
  return (
    <div className={styles.start}>
      <Button variant="primary" disabled={obstacle !== null} onClick={start} aria-describedby="training-obstacle">
        Train
      </Button>
      <StatusLine>
        <span id="training-obstacle">
          {obstacle ??
            (interrupted
              ? 'This takes the place of the interrupted run.'
              : 'Runs on this device; can be paused and stopped.')}
        </span>
      </StatusLine>
    </div>
  );
}
