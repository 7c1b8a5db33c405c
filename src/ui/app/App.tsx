import { Suspense, useEffect, useRef, useState } from 'react';
import { DropTarget } from '../drop/DropTarget.tsx';
import { STAGE_NAMES } from '../workspace/stage.ts';
import { STAGE_VIEWS } from '../workspace/stageViews.tsx';
import { useWorkspace } from '../workspace/workspace.ts';
import styles from './App.module.css';
import { Notices } from './Notices.tsx';
import { NotOpen } from './NotOpen.tsx';
import { Rail } from './Rail.tsx';
import { SampleStrip } from './SampleStrip.tsx';
import { ScreenFocus } from './ScreenFocus.tsx';
import { SkipLink } from './SkipLink.tsx';
import { StageBoundary } from './StageBoundary.tsx';
import { ScrollElement } from './scrollElement.ts';
import { TopBar } from './TopBar.tsx';

export function App() {
  const stage = useWorkspace((state) => state.stage);
  const opening = useWorkspace((state) => state.opening);
  const lastScreen = useRef<string | null>(null);
  const [main, setMain] = useState<HTMLElement | null>(null);
  const View = STAGE_VIEWS[stage];
  const lastStage = useRef(stage);
  useEffect(() => {
    document.title = `${STAGE_NAMES[stage]} · Axial`;
    // Not at the first paint: it would lay out a page that is at its top.
    if (main && lastStage.current !== stage) main.scrollTop = 0;
    lastStage.current = stage;
  }, [stage, main]);
  return (
    <DropTarget>
      <div className={styles.app}>
        {main ? <SkipLink to={main} /> : null}
        <TopBar />
        <Rail />
        <div className={styles.work}>
          <SampleStrip />
          <Notices only="bad" />
          <main ref={setMain} className={styles.main} tabIndex={0} aria-label={STAGE_NAMES[stage]}>
            <ScrollElement value={main}>
              <StageBoundary key={stage}>
                <Suspense fallback={<h1 className="visually-hidden">{STAGE_NAMES[stage]}</h1>}>
                  {opening.step === 'open' ? <View /> : <NotOpen opening={opening} />}
                  <ScreenFocus last={lastScreen} />
                </Suspense>
              </StageBoundary>
            </ScrollElement>
          </main>
          <Notices only="quiet" />
        </div>
      </div>
    </DropTarget>
  );
}
