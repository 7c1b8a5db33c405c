import { useWorkspace } from '../workspace.ts';
import { DataSetPanel } from './DataSetPanel.tsx';
import { EmptyData } from './EmptyData.tsx';
import { ImportProgressCard } from './ImportProgressCard.tsx';
import { ReviewPanel } from './ReviewPanel.tsx';

/** What was dropped, what becomes of it, and the data set that it is. */
export function DataStage() {
  const importing = useWorkspace((state) => state.importing);
  const dataSet = useWorkspace((state) => state.dataSet);
  if (importing.step === 'review') return <ReviewPanel review={importing.review} />;
  if (importing.step === 'importing') return <ImportProgressCard state={importing} />;
  if (!dataSet) return <EmptyData />;
  return <DataSetPanel dataSet={dataSet} ended={importing.step === 'reported' ? importing : null} />;
}
