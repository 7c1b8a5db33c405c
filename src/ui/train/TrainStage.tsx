import { Button } from '../components/Button.tsx';
import { EmptyStage } from '../components/EmptyStage.tsx';
import { showStage, useWorkspace } from '../workspace.ts';
import { RunScreen } from './RunScreen.tsx';
import styles from './SetupScreen.module.css';
import { SetupScreen } from './SetupScreen.tsx';
import { useTraining } from './trainingMachine.ts';
import { isActive } from './trainingState.ts';

/** Train: choose a network and its settings, then watch it learn. */
export function TrainStage() {
  const training = useTraining((state) => state);
  const dataSet = useWorkspace((state) => state.dataSet);
  const hasScans = dataSet !== null && dataSet.scans.length > 0;
  if (training.step === 'idle') return hasScans ? <SetupScreen dataSet={dataSet} again={false} /> : <NoScans />;
  return (
    <div className={styles.screen}>
      <RunScreen state={training} />
      {hasScans && !isActive(training) ? <SetupScreen dataSet={dataSet} again /> : null}
    </div>
  );
}

function NoScans() {
  return (
    <EmptyStage
      title="A network learns from scans whose class is known."
      action={
        <Button variant="primary" onClick={() => showStage('data')}>
          Go to Data
        </Button>
      }
      note="Two folders are enough: one for each class."
    />
  );
}
