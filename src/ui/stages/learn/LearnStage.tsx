import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { focusHeading, focusIsLost } from '../../app/focusHeading.ts';
import { useScrollElement } from '../../app/scrollElement.ts';
import { classNames } from '../../components/classNames.ts';
import { QueryState } from '../../components/QueryState.tsx';
import { useLatestQuery } from '../../components/useLatestQuery.ts';
import { jobs } from '../../workspace/jobs.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { LearnEmpty } from './LearnEmpty.tsx';
import styles from './LearnStage.module.css';
import { goToStep, usePlace } from './place.ts';
import { StepContents } from './StepContents.tsx';
import { StepPage } from './StepPage.tsx';
import { STEPS } from './steps.ts';
import { ownScan } from './subject/ownScan.ts';
import { SubjectBar } from './subject/SubjectBar.tsx';
import { type LearnNetwork, type LearnScan, networkAt, scanAt } from './subject/subject.ts';
import { usualScan } from './subject/usualScan.ts';
import { TeachingBar } from './TeachingBar.tsx';
import { useTeaching } from './teaching.ts';

/** The course: what a CNN is, shown on the scan and the network that are chosen. */
export function LearnStage() {
  const place = usePlace();
  const dataSet = useWorkspace((state) => state.dataSet);
  const models = useWorkspace((state) => state.models);
  const modelId = useWorkspace((state) => state.modelId);
  const { scale } = useTeaching();
  const index = Math.max(
    0,
    STEPS.findIndex(({ slug }) => slug === place.slug),
  );
  useStepKeys(index);
  useTurnedPage(index);
  const network = useMemo(() => networkAt(place, { models, modelId, dataSet }), [place, models, modelId, dataSet]);
  const scan = useLearnScan(network);
  const step = STEPS[index];
  if (scan === null || !step) return <LearnEmpty />;
  // The step has its heading and its words from the first moment: the focus goes there, and stays.
  const subject = scan ? { scan, network } : null;
  return (
    <div className={classNames('stage', styles.stage)} style={{ zoom: scale }}>
      <div className={classNames('row spread', styles.head)}>
        <StepContents index={index} />
        {subject ? <TeachingBar slug={step.slug} subject={subject} /> : null}
      </div>
      {subject ? (
        <SubjectBar step={step} {...subject} />
      ) : (
        <div className={classNames('panel row', styles.subject)}>
          <QueryState failure={null}>Choosing a scan</QueryState>
        </div>
      )}
      <StepPage key={step.slug} index={index} step={step} subject={subject} />
    </div>
  );
}

/** What has arrows of its own: fields, sliders, grids, and the drawings that say so. */
const HAS_ARROWS =
  'input, select, textarea, dialog, [role="grid"], [role="slider"], [role="application"], section[tabindex]';

/** The arrow keys lead from step to step, except where they move something else. */
function useStepKeys(index: number): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isOurs = event.key === 'ArrowLeft' || event.key === 'ArrowRight';
      const target = event.target instanceof Element ? event.target : null;
      if (!isOurs || event.altKey || event.ctrlKey || event.metaKey || target?.closest(HAS_ARROWS)) return;
      const next = STEPS[index + (event.key === 'ArrowRight' ? 1 : -1)];
      if (!next) return;
      event.preventDefault();
      goToStep(next.slug);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [index]);
}

/** A new step begins at its top; where the button that led to it is gone, its heading has the focus. */
function useTurnedPage(index: number): void {
  const scrollElement = useScrollElement();
  const last = useRef(index);
  useEffect(() => {
    if (last.current === index) return;
    last.current = index;
    if (scrollElement) scrollElement.scrollTop = 0;
    if (focusIsLost()) focusHeading();
  }, [index, scrollElement]);
}

/** The scan that the address names, else the one to begin with. Null where there is none; undefined while it is looked for. */
function useLearnScan({ model }: LearnNetwork): LearnScan | null | undefined {
  const place = usePlace();
  const dataSet = useWorkspace((state) => state.dataSet);
  const own = useStore(ownScan, (state) => state.scan);
  const asks = place.scan === null && dataSet !== null && model !== null;
  const detail = useLatestQuery(asks ? model.id : null, (id) => jobs.model(id));
  const predictions = detail.step === 'answered' ? detail.value.predictions : null;
  const usual = useMemo(
    () => dataSet && usualScan(predictions, new Set(dataSet.scans.map(({ sha256 }) => sha256))),
    [dataSet, predictions],
  );
  // A network that is trained meanwhile changes the scan when its predictions are read: nothing is put away until then.
  const [waitsAtFirst] = useState(asks);
  const waits = waitsAtFirst && asks && detail.step === 'none';
  return useMemo(() => (waits ? undefined : scanAt(place, dataSet, own, usual)), [waits, place, dataSet, own, usual]);
}
