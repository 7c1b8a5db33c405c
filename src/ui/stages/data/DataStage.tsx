import { lazy } from 'react';
import { useWorkspace } from '../../workspace/workspace.ts';
import { EmptyData } from './EmptyData.tsx';
import { ImportProgressCard } from './import/ImportProgressCard.tsx';

/** The first visit shows neither of them. */
const panels = {
  review: () => import('./review/ReviewPanel.tsx').then((file) => ({ default: file.ReviewPanel })),
  dataSet: () => import('./DataSetPanel.tsx').then((file) => ({ default: file.DataSetPanel })),
};
const ReviewPanel = lazy(panels.review);
const DataSetPanel = lazy(panels.dataSet);

/** Fetches the code of the panels before they are shown; where that fails, showing them says so. */
export function prefetchPanels(): void {
  for (const fetchPanel of Object.values(panels)) fetchPanel().catch(() => {});
}

/** What was dropped, what becomes of it, and the data set that it is. */
export function DataStage() {
  const importing = useWorkspace((state) => state.importing);
  const dataSet = useWorkspace((state) => state.dataSet);
  if (importing.step === 'review') return <ReviewPanel review={importing.review} />;
  if (importing.step === 'importing') return <ImportProgressCard state={importing} />;
  if (!dataSet) return <EmptyData />;
  return <DataSetPanel dataSet={dataSet} ended={importing.step === 'reported' ? importing : null} />;
}
