import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import type { DataSetView, ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { bySha256 } from '../../../../dataset/scan.ts';
import { focusIsLost } from '../../../app/focusHeading.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { Progress } from '../../../components/Progress.tsx';
import { formatCount } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { LeakageCard } from '../../evaluate/leakage/LeakageCard.tsx';
import { useTraining } from '../../train/run/trainingMachine.ts';
import { isActive } from '../../train/run/trainingState.ts';
import type { ClassMarks } from '../classMarks.ts';
import { ScanDialog } from '../ScanDialog.tsx';
import styles from './audit.module.css';
import type { AuditState } from './auditState.ts';
import { auditAnew, auditedState, interruptAudit, useAudit, useLastReport } from './auditStore.ts';
import { BalanceCard } from './BalanceCard.tsx';
import { ChangesCard } from './ChangesCard.tsx';
import { DuplicatesCard } from './DuplicatesCard.tsx';
import { OutliersCard } from './OutliersCard.tsx';
import { ShortcutsCard } from './ShortcutsCard.tsx';

type AuditPanelProps = { readonly dataSet: DataSetView; readonly marks: ClassMarks };

/** What stands in the way of an honest result, and what can be done about it. */
export function AuditPanel({ dataSet: latest, marks }: AuditPanelProps) {
  // After an edit tens of thousands of scans are counted anew: card by card, not in the task that shows the change.
  const dataSet = useDeferredValue(latest);
  // So are the cards of a report that is found.
  const state = useDeferredValue(useAudit());
  const of = auditedState(dataSet);
  const last = useDeferredValue(useLastReport(latest));
  const isFresh = state.step === 'found' && state.of === of;
  const report = isFresh ? state.report : last;
  const training = useTraining(isActive);
  const resting = training ? 'A network is training on these scans. Stop it before you change them.' : null;
  const scans = useMemo(() => bySha256(dataSet.scans), [dataSet]);
  const [opened, setOpened] = useState<{ readonly scans: readonly ScanView[]; readonly index: number } | null>(null);
  const onOpen = (shown: readonly ScanView[], index: number) => setOpened({ scans: shown, index });
  // Whoever excludes a scan there goes on to the next.
  const present = (opened?.scans ?? []).flatMap(({ sha256 }) => scans.get(sha256) ?? []);
  // What can be undone is in reach at once.
  const isChanged = dataSet.edits.length > 0;
  const changes = <ChangesCard {...{ dataSet, resting }} />;
  const { panel, onFocus } = useKeptFocus(report);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it does nothing when focused, it only remembers.
    <div ref={panel} className={classNames('stack gap-4', styles.panel)} tabIndex={-1} onFocus={onFocus}>
      {isFresh ? null : <AuditStatus state={state} of={of} training={training} />}
      {isChanged ? changes : null}
      {report ? (
        <>
          {isFresh ? null : <StatusLine tone="caution">These results are from before your last change.</StatusLine>}
          <DuplicatesCard {...{ dataSet, report, scans, marks, resting, onOpen }} />
          <LeakageCard {...{ dataSet, report }} />
          <ShortcutsCard {...{ dataSet, report, resting }} />
          <OutliersCard {...{ dataSet, report, scans, marks, resting, onOpen }} />
        </>
      ) : null}
      <BalanceCard dataSet={dataSet} />
      {isChanged ? null : changes}
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

/** A finding that is settled leaves with its buttons: the focus stays in the panel, near to where it was. */
function useKeptFocus(report: unknown) {
  const panel = useRef<HTMLDivElement>(null);
  const last = useRef<Element | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new report takes buttons away.
  useEffect(() => {
    if (last.current && !last.current.isConnected && focusIsLost()) panel.current?.focus({ preventScroll: true });
  }, [report]);
  return {
    panel,
    onFocus: (event: { readonly target: Element }) => {
      last.current = event.target;
    },
  };
}

const STAGES = {
  copies: 'Searching for duplicates',
  statistics: 'Measuring the images',
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
function AuditStatus({ state, of, training }: AuditStatusProps) {
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
