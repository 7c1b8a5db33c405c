import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { Card } from '../../../components/layout/Card.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { formatCount, formatCounted, formatRate, formatTimeLeft } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import styles from '../review/ReviewPanel.module.css';
import { stopImport } from './importFiles.ts';
import type { ImportState } from './importState.ts';

type ImportProgressCardProps = { readonly state: Extract<ImportState, { step: 'importing' }> };

export function ImportProgressCard({ state }: ImportProgressCardProps) {
  const { progress, review, stopping } = state;
  const { attempt, failure } = useAttempt();
  return (
    <div className={classNames('stack gap-4', styles.review)}>
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
