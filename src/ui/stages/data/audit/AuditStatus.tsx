import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { Progress } from '../../../components/Progress.tsx';
import { formatCount } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import styles from './audit.module.css';
import type { AuditState } from './auditState.ts';
import { auditAnew, interruptAudit } from './auditStore.ts';

const STAGES = {
  copies: 'Searching for duplicates',
  facts: 'Measuring the images',
  shortcuts: 'Testing shortcuts',
  input: 'Measuring the network input',
  outliers: 'Searching for outliers',
} as const;

type AuditStatusProps = {
  readonly state: AuditState;
  /** What is to be looked at: `auditedState`. */
  readonly of: string;
  readonly training: boolean;
};

/** How far the audit is, or why it does not go on. */
export function AuditStatus({ state, of, training }: AuditStatusProps) {
  if (state.step === 'failed')
    return (
      <div className={classNames('row', styles.actions)}>
        <StatusLine tone="bad">{state.reason}</StatusLine>
        <Button small onClick={() => void auditAnew(of)}>
          Try again
        </Button>
      </div>
    );
  if (state.step === 'idle')
    return (
      <div className={classNames('row', styles.actions)}>
        <StatusLine>{training ? 'The audit starts when training is done.' : 'The audit was stopped.'}</StatusLine>
        {training ? null : (
          <Button small onClick={() => void auditAnew(of)}>
            Start the audit
          </Button>
        )}
      </div>
    );
  const progress = state.step === 'running' ? state.progress : null;
  return (
    <Progress
      label={progress ? STAGES[progress.stage] : 'Starting the audit'}
      value={progress && progress.total > 1 ? progress.done : null}
      max={progress?.total ?? 1}
      detail={progress && progress.total > 3 ? `${formatCount(progress.done)} of ${formatCount(progress.total)}` : ''}
      action={
        <Button small onClick={interruptAudit}>
          Stop
        </Button>
      }
    />
  );
}
