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
 * Once there are scans or a model, or some on their way: fetches the other stages and starts the engine, while the user
 * waits for something else. Nothing of that belongs to the first load.
 */
function prefetchStages(): void {
  const begin = () => {
    for (const stage of STAGES) fetchStage(stage);
    jobs.fetchAhead().catch(() => {}); // whoever needs it says what is wrong, and so does the run itself
    jobs.backends().catch(() => {});
  };
  if (hasWork(workspace.getState())) {
    whenIdle(begin);
    return;
  }
  const stop = workspace.subscribe((state) => {
    if (!hasWork(state)) return;
    stop();
    whenIdle(begin);
  });
}

function hasWork({ importing, dataSet, models }: WorkspaceState): boolean {
  return importing.step === 'importing' || dataSet !== null || models.length > 0;
}

/** Safari has no idle callback. */
function whenIdle(then: () => void): void {
  (globalThis.requestIdleCallback ?? setTimeout)(then);
}
