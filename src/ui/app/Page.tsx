import { StrictMode } from 'react';
import { jobs } from '../workspace/jobs.ts';
import { STAGES } from '../workspace/stage.ts';
import { fetchStage } from '../workspace/stageViews.tsx';
import { type WorkspaceState, workspace } from '../workspace/workspace.ts';
import { App } from './App.tsx';

prefetchStages();

export function Page() {
  return (
    <StrictMode>
      <App />
    </StrictMode>
  );
}

/**
 * Once there are scans or a model, or a first one is imported (of a set in which all are refused never): fetches the other stages and starts the backend, while the user
 * waits for something else. Nothing of that belongs to the first load.
 */
function prefetchStages(): void {
  const steps = [
    () => jobs.fetchAhead().catch(() => {}), // whoever needs it says what is wrong, and so does the run itself
    () => jobs.backends().catch(() => {}),
    ...STAGES.map((stage) => () => fetchStage(stage)),
  ];
  if (hasWork(workspace.getState())) {
    whenIdle(steps);
    return;
  }
  const stop = workspace.subscribe((state) => {
    if (!hasWork(state)) return;
    stop();
    whenIdle(steps);
  });
}

function hasWork({ importing, dataSet, models }: WorkspaceState): boolean {
  const isImporting = importing.step === 'importing' && (importing.progress?.imported ?? 0) > 0;
  return isImporting || (dataSet?.scans.length ?? 0) + models.length > 0;
}

/** Each in a task of its own: together they hold a slow machine up. Safari has no idle callback. */
function whenIdle([step, ...later]: readonly (() => unknown)[]): void {
  if (!step) return;
  (globalThis.requestIdleCallback ?? setTimeout)(() => {
    step();
    whenIdle(later);
  });
}
