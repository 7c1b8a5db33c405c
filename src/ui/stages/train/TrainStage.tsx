import { type RefObject, useEffect, useRef } from 'react';
import { Button } from '../../components/Button.tsx';
import { EmptyStage } from '../../components/layout/EmptyStage.tsx';
import { showStage, useWorkspace } from '../../workspace/workspace.ts';
import { RunScreen } from './run/RunScreen.tsx';
import { useTraining } from './run/trainingMachine.ts';
import { isActive } from './run/trainingState.ts';
import { SetupScreen } from './settings/SetupScreen.tsx';

/** Train: choose a network and its settings, then watch it learn. */
export function TrainStage() {
  const training = useTraining((state) => state);
  const stage = useRef<HTMLDivElement>(null);
  useFocusOfScreen(stage, training.step === 'idle' ? 'setup' : isActive(training) ? 'run' : 'ended');
  const dataSet = useWorkspace((state) => state.dataSet);
  const hasScans = dataSet !== null && dataSet.scans.length > 0;
  if (training.step === 'idle' && !hasScans) return <NoScans />;
  return (
    <div ref={stage} className="stage">
      {training.step === 'idle' ? null : <RunScreen state={training} />}
      {hasScans && !isActive(training) ? <SetupScreen dataSet={dataSet} again={training.step !== 'idle'} /> : null}
    </div>
  );
}

/** When another screen takes the place of the one with the focus, the focus goes to its heading. */
function useFocusOfScreen(stage: RefObject<HTMLElement | null>, screen: 'setup' | 'run' | 'ended'): void {
  const before = useRef(screen);
  useEffect(() => {
    if (before.current === screen) return;
    before.current = screen;
    if (document.activeElement !== document.body) return;
    stage.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: screen === 'ended' });
  }, [stage, screen]);
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
