import { lazy } from 'react';
import { FORMAT_LABELS } from '../../../decoding/formats/descriptions.ts';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/classNames.ts';
import { Card } from '../../components/layout/Card.tsx';
import { EmptyStage } from '../../components/layout/EmptyStage.tsx';
import { Progress } from '../../components/Progress.tsx';
import { formatCount, formatCounted, formatRate, formatTimeLeft } from '../../components/text/format.ts';
import { StatusLine } from '../../components/text/StatusLine.tsx';
import { useAttempt } from '../../components/useAttempt.tsx';
import { attempt } from '../../workspace/jobs.ts';
import { useWorkspace } from '../../workspace/workspace.ts';
import { ChooseData } from './ChooseData.tsx';
import styles from './EmptyData.module.css';
import { stopImport } from './import/importFiles.ts';
import type { ImportState } from './import/importState.ts';

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

type ImportProgressCardProps = { readonly state: Extract<ImportState, { step: 'importing' }> };

function ImportProgressCard({ state }: ImportProgressCardProps) {
  const { progress, review, stopping } = state;
  const { attempt, failure } = useAttempt();
  return (
    <div className="stack gap-4">
      <h1>{review ? `Importing ${review.dataSetName}` : 'Importing synthetic sample scans'}</h1>
      <Card>
        <Progress
          label={review || progress ? 'Reading, hashing and measuring scans' : 'Drawing synthetic scans on this device'}
          value={progress?.done ?? null}
          max={progress?.total ?? 1}
          detail={
            progress
              ? `${formatCount(progress.done)} of ${formatCounted(progress.total, 'file')} · ${formatRate(progress.scansPerSecond)} · ${formatTimeLeft(progress.secondsLeft)}`
              : 'Starting'
          }
          failure={failure}
          action={
            <Button disabled={stopping} onClick={() => void attempt(stopImport)}>
              Stop
            </Button>
          }
        />
        <StatusLine>
          {stopping
            ? 'Stopping: what was read is saved.'
            : progress
              ? `${formatCount(progress.imported)} imported, ${formatCounted(progress.duplicates, 'duplicate')}, ${formatCount(progress.refused)} refused`
              : ''}
        </StatusLine>
      </Card>
    </div>
  );
}

async function trySample(): Promise<void> {
  const { runSample } = await import('../../workspace/sample.ts');
  await runSample();
}

function EmptyData() {
  return (
    <div className={classNames('zone', styles.zone)}>
      <EmptyStage
        title="Drop the folders of your scans here"
        action={<ChooseData primary />}
        note={`One folder for each class, in any depth, a zip of them, or NumPy arrays of images and labels (.npz, or X.npy beside y.npy). ${FORMAT_LABELS}. A table can name classes and patients. Nothing leaves this device.`}
      >
        <p>Train a network to tell the classes apart, and see how far you can trust it.</p>
      </EmptyStage>
      <div className={classNames('stack', styles.sample)}>
        <Button onClick={() => void attempt(trySample)}>Try it with sample scans</Button>
        <p className="quiet dense">Synthetic slices, drawn by this page: data to verdict in under a minute.</p>
      </div>
    </div>
  );
}
