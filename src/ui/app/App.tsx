import { Component, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { Button } from '../components/Button.tsx';
import { classNames } from '../components/classNames.ts';
import { EmptyStage } from '../components/layout/EmptyStage.tsx';
import { Later } from '../components/layout/Later.tsx';
import { QueryState } from '../components/QueryState.tsx';
import { failureSentence } from '../components/text/failureSentence.ts';
import { StatusLine } from '../components/text/StatusLine.tsx';
import { DropTarget } from '../drop/DropTarget.tsx';
import { openWorkspace } from '../workspace/jobs.ts';
import { takeWorkspace } from '../workspace/singleTabLock.ts';
import { STAGE_NAMES, type Stage } from '../workspace/stage.ts';
import { STAGE_VIEWS } from '../workspace/stageViews.tsx';
import { type Opening, useWorkspace } from '../workspace/workspace.ts';
import styles from './App.module.css';
import { DiagnosticButton } from './DiagnosticButton.tsx';
import { Notices } from './Notices.tsx';
import { Rail } from './Rail.tsx';
import { SampleStrip } from './SampleStrip.tsx';
import { ScreenFocus } from './ScreenFocus.tsx';
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
        <div className={classNames('column', styles.work)}>
          <SampleStrip />
          <Notices only="bad" />
          <main
            ref={setMain}
            className={classNames('grow inner-focus', styles.main)}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also where nothing in it takes the focus.
            tabIndex={0}
            aria-label={STAGE_NAMES[stage]}
          >
            <ScrollElement value={main}>
              <StageBoundary key={stage}>
                <Suspense fallback={<StageName stage={stage} />}>
                  <Later until={<StageName stage={stage} />}>
                    {opening.step === 'open' ? <View /> : <NotOpen opening={opening} />}
                    <ScreenFocus last={lastScreen} />
                  </Later>
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

/** In place of a stage that is not drawn yet. */
function StageName({ stage }: { readonly stage: Stage }) {
  return <h1 className="visually-hidden">{STAGE_NAMES[stage]}</h1>;
}

/** The first stop of the Tab key: past the bar and the stages, to what is shown. */
function SkipLink({ to }: { readonly to: HTMLElement }) {
  return (
    <button type="button" className={classNames('strong', styles.skip)} onClick={() => to.focus()}>
      Skip to content
    </button>
  );
}

type StageBoundaryProps = { readonly children: ReactNode };
type StageBoundaryState = { readonly failure: { readonly thrown: unknown } | null };

/** A stage that cannot be drawn does not take the others with it. */
class StageBoundary extends Component<StageBoundaryProps, StageBoundaryState> {
  override state: StageBoundaryState = { failure: null };

  static getDerivedStateFromError(thrown: unknown): StageBoundaryState {
    return { failure: { thrown } };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (failure === null) return this.props.children;
    const { thrown } = failure;
    return (
      <EmptyStage
        title="This stage could not be shown."
        action={
          <>
            <Button variant="primary" onClick={() => this.setState({ failure: null })}>
              Try again
            </Button>
            <DiagnosticButton failure={thrown} />
          </>
        }
        note={failureSentence(thrown)}
      >
        <p>Scans, models and a running training are not affected.</p>
      </EmptyStage>
    );
  }
}

/** In place of the stages until the workspace is open. */
function NotOpen({ opening }: { readonly opening: Opening }) {
  if (opening.step === 'elsewhere') {
    return (
      <EmptyStage
        title="Axial is open in another tab."
        action={
          <Button variant="primary" onClick={() => takeWorkspace(() => void openWorkspace())}>
            Use it here
          </Button>
        }
        note="This stops work in the other tab. You can resume training here from the last checkpoint."
      />
    );
  }
  if (opening.step === 'failed') {
    return (
      <EmptyStage
        title="The stored data could not be opened."
        action={
          <>
            <Button variant="primary" onClick={() => void openWorkspace()}>
              Try again
            </Button>
            <DiagnosticButton failure={null} />
          </>
        }
      >
        <StatusLine tone="bad">{opening.reason}</StatusLine>
      </EmptyStage>
    );
  }
  return (
    <>
      <h1 className="visually-hidden">Axial</h1>
      <QueryState failure={null}>Opening the stored data</QueryState>
    </>
  );
}
