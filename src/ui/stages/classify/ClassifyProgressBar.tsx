import { Button } from '../../components/Button.tsx';
import { Progress } from '../../components/Progress.tsx';
import { formatCount, formatCounted, formatRate, formatTimeLeft } from '../../components/text/format.ts';
import { useAttempt } from '../../components/useAttempt.tsx';
import { stopClassifying } from './classifyFiles.ts';
import type { ClassifyState } from './classifyState.ts';

type ClassifyProgressBarProps = { readonly state: Extract<ClassifyState, { step: 'running' | 'done' }> };

export function ClassifyProgressBar({ state }: ClassifyProgressBarProps) {
  const { progress, files, stopped } = state;
  const { attempt, failure } = useAttempt();
  return (
    <Progress
      label={files.length === 1 ? 'Classifying the scan' : `Classifying ${formatCounted(files.length, 'file')}`}
      value={progress?.done ?? null}
      max={progress?.total ?? 1}
      detail={
        progress
          ? `${formatCount(progress.done)} of ${formatCount(progress.total)} · ${formatRate(progress.scansPerSecond)} · ${formatTimeLeft(progress.secondsLeft)}`
          : 'Loading the model'
      }
      failure={failure}
      action={
        <Button disabled={stopped} onClick={() => void attempt(stopClassifying)}>
          Stop
        </Button>
      }
    />
  );
}
