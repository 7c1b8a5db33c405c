import { useMemo, useState } from 'react';
import type { DataSetView, ScanView } from '../../../worker/protocol.ts';
import { Button } from '../../components/Button.tsx';
import { formatCount } from '../../components/format.ts';
import { Progress } from '../../components/Progress.tsx';
import { StatusLine } from '../../components/StatusLine.tsx';
import { LeakCard } from '../../leak/LeakCard.tsx';
import { useTraining } from '../../train/trainingMachine.ts';
import { isActive } from '../../train/trainingState.ts';
import type { ClassMarks } from '../classMarks.ts';
import { ScanDialog } from '../ScanDialog.tsx';
import styles from './audit.module.css';
import { type AuditState, auditAnew, auditedState, interruptAudit, useAudit } from './auditStore.ts';
import { BalanceCard } from './BalanceCard.tsx';
import { ChangesCard } from './ChangesCard.tsx';
import { CopiesCard } from './CopiesCard.tsx';
import { OddOnesCard } from './OddOnesCard.tsx';
import { ShortcutsCard } from './ShortcutsCard.tsx';

type AuditPanelProps = { readonly dataSet: DataSetView; readonly marks: ClassMarks };

/** What stands in the way of an honest result, and what can be done about it. */
export function AuditPanel({ dataSet, marks }: AuditPanelProps) {
  const state = useAudit();
  const training = useTraining(isActive);
  const resting = training ? 'A network is being trained on these scans: stop that before they are changed.' : null;
  const scans = useMemo(() => new Map(dataSet.scans.map((scan) => [scan.sha256, scan])), [dataSet]);
  const [opened, setOpened] = useState<{ readonly scans: readonly ScanView[]; readonly index: number } | null>(null);
  const onOpen = (shown: readonly ScanView[], index: number) => setOpened({ scans: shown, index });
  // Whoever excludes a scan there goes on to the next.
  const present = (opened?.scans ?? []).flatMap(({ sha256 }) => scans.get(sha256) ?? []);
  const report = state.step === 'found' && state.of === auditedState(dataSet) ? state.report : null;
  return (
    <div className={styles.panel}>
      {report ? null : <AuditStatus state={state} of={auditedState(dataSet)} training={training} />}
      {report ? (
        <>
          <CopiesCard {...{ dataSet, report, scans, marks, resting, onOpen }} />
          <LeakCard {...{ dataSet, report }} />
          <ShortcutsCard {...{ dataSet, report, resting }} />
          <OddOnesCard {...{ dataSet, report, scans, marks, resting, onOpen }} />
        </>
      ) : null}
      <BalanceCard dataSet={dataSet} />
      <ChangesCard {...{ dataSet, resting }} />
      {opened && present.length > 0 ? (
        <ScanDialog
          scans={present}
          dataSet={dataSet.scans}
          marks={marks}
          index={Math.min(opened.index, present.length - 1)}
          inUse
          onMove={(index) => setOpened({ ...opened, index })}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </div>
  );
}

const STAGES = {
  copies: 'Looking for copies',
  facts: 'Measuring the pictures',
  shortcuts: 'Looking for shortcuts',
  input: "Measuring the network's input",
  outliers: 'Looking for outliers',
} as const;

type AuditStatusProps = { readonly state: AuditState; readonly of: string; readonly training: boolean };

function AuditStatus({ state, of, training }: AuditStatusProps) {
  if (state.step === 'failed')
    return (
      <div className={styles.actions}>
        <StatusLine tone="bad">{state.reason}</StatusLine>
        <Button small onClick={() => void auditAnew(of)}>
          Try again
        </Button>
      </div>
    );
  if (state.step === 'idle')
    return (
      <div className={styles.actions}>
        <StatusLine>{training ? 'The audit waits until the training is done.' : 'The audit was stopped.'}</StatusLine>
        {training ? null : (
          <Button small onClick={() => void auditAnew(of)}>
            Look now
          </Button>
        )}
      </div>
    );
  const progress = state.step === 'running' ? state.progress : null;
  return (
    <Progress
      label={progress ? STAGES[progress.stage] : 'Beginning the audit'}
      value={progress && progress.total > 1 ? progress.done : null}
      max={progress?.total ?? 1}
      detail={progress && progress.total > 3 ? `${formatCount(progress.done)} of ${formatCount(progress.total)}` : ''}
      action={
        <Button small onClick={() => void interruptAudit()}>
          Stop
        </Button>
      }
    />
  );
}
