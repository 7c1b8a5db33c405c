import { type ComponentType, useEffect, useState } from 'react';
import styles from './App.module.css';
import { ClassifyStage } from './classify/ClassifyStage.tsx';
import { DataStage } from './data/DataStage.tsx';
import { DropTarget } from './drop/DropTarget.tsx';
import { EvaluateStage } from './evaluate/EvaluateStage.tsx';
import { ModelsStage } from './models/ModelsStage.tsx';
import { Notices } from './shell/Notices.tsx';
import { NotOpen } from './shell/NotOpen.tsx';
import { Rail } from './shell/Rail.tsx';
import { SampleStrip } from './shell/SampleStrip.tsx';
import { StageBoundary } from './shell/StageBoundary.tsx';
import { ScrollElement } from './shell/scrollElement.ts';
import { TopBar } from './shell/TopBar.tsx';
import { STAGE_NAMES, type Stage } from './stage.ts';
import { TrainStage } from './train/TrainStage.tsx';
import { useWorkspace } from './workspace.ts';

const STAGE_VIEWS: Readonly<Record<Stage, ComponentType>> = {
  data: DataStage,
  train: TrainStage,
  evaluate: EvaluateStage,
  classify: ClassifyStage,
  models: ModelsStage,
};

export function App() {
  const stage = useWorkspace((state) => state.stage);
  const opening = useWorkspace((state) => state.opening);
  const [main, setMain] = useState<HTMLElement | null>(null);
  const View = STAGE_VIEWS[stage];
  useEffect(() => {
    document.title = `${STAGE_NAMES[stage]} · Axial`;
    if (main) main.scrollTop = 0;
  }, [stage, main]);
  return (
    <DropTarget>
      <div className={styles.app}>
        <TopBar />
        <Rail />
        <div className={styles.work}>
          <SampleStrip />
          <main ref={setMain} className={styles.main} aria-label={STAGE_NAMES[stage]}>
            <ScrollElement value={main}>
              <StageBoundary key={stage}>
                {opening.step === 'open' ? <View /> : <NotOpen opening={opening} />}
              </StageBoundary>
            </ScrollElement>
          </main>
        </div>
        <Notices />
      </div>
    </DropTarget>
  );
}
