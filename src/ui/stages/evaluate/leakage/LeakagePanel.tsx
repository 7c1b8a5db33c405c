import { useState } from 'react';
import type { AuditReport } from '../../../../audit/auditReport.ts';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { Button } from '../../../components/Button.tsx';
import { classNames } from '../../../components/classNames.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { Progress } from '../../../components/Progress.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { useWorkspace } from '../../../workspace/workspace.ts';
import { runProgress } from '../../train/run/runRecord.ts';
import { useTraining } from '../../train/run/trainingMachine.ts';
import { isActive } from '../../train/run/trainingState.ts';
import { useDraft } from '../../train/settings/draft/draftStore.ts';
import { phaseDetail, phaseSentence } from '../../train/trainingWords.ts';
import { LeakageComparison } from './LeakageComparison.tsx';
import { LeakageSetup } from './LeakageSetup.tsx';
import styles from './leakage.module.css';
import { newestPair } from './leakagePairs.ts';
import { type LeakageState, stopLeakage, useLeakage } from './leakageStore.ts';

export type LeakageCardProps = {
  readonly dataSet: DataSetView;
  /** What the audit found of this version; null while it is not known. */
  readonly report: AuditReport | null;
};

/** The question, the two trainings, and what came of them. */
export function LeakagePanel({ dataSet, report }: LeakageCardProps) {
  const state = useLeakage();
  const draft = useDraft();
  const models = useWorkspace((workspace) => workspace.models);
  const [asked, setAsked] = useState(false);
  const known = report?.version === dataSet.version.hash ? report : null;
  const bySubject = dataSet.scans.some(({ subject }) => subject !== null);
  const pair = newestPair(models, dataSet.version.hash);
  if (state.step === 'running') return <LeakageProgress state={state} />;
  return (
    <div className={classNames('stack gap-3 start', styles.panel)}>
      {pair ? (
        <LeakageComparison
          key={`${pair.random.id} ${pair.grouped.id}`}
          {...{ dataSet, pair, bySubject }}
          report={known}
        />
      ) : (
        <p>
          A test is valid only on scans that are not in training. A random split puts duplicates on both sides; the
          grouped split keeps them on one. See the effect on your own scans: this trains the same network on both
          splits, with the same settings and seed.
        </p>
      )}
      <StatusLine tone="caution">
        {state.step === 'broken-off' ? `The comparison was interrupted. ${state.reason}` : null}
      </StatusLine>
      {asked ? (
        <LeakageSetup {...{ dataSet, bySubject, draft }} onStart={() => setAsked(false)} />
      ) : (
        <div>
          <Button onClick={() => setAsked(true)}>{pair ? 'Measure another network' : 'Measure leakage'}</Button>
        </div>
      )}
    </div>
  );
}

/** Which of the two is trained, and how far it is. */
function LeakageProgress({ state }: { readonly state: Extract<LeakageState, { step: 'running' }> }) {
  const training = useTraining((each) => each);
  const { kinds, turn, stopAsked } = state;
  const { attempt, failure } = useAttempt();
  const kind = kinds[turn] ?? 'random';
  const active = isActive(training) ? training : null;
  const share = active ? (runProgress(active.run, active.phase) ?? 0) : 0;
  return (
    <div className={classNames('stack gap-3 start', styles.panel)}>
      <StatusLine>
        {stopAsked ? 'Stopping after this batch' : `Training ${turn + 1} of ${kinds.length}: on the ${kind} split`}
      </StatusLine>
      <Progress
        label={active ? phaseSentence(active) : 'Beginning'}
        value={turn + share}
        max={kinds.length}
        detail={
          active
            ? `${phaseDetail(active.phase, active.run)}${turn + 1 < kinds.length ? '; then the other split' : ''}`
            : null
        }
        failure={failure}
        action={
          <DisabledButton small resting={stopAsked} onClick={() => void attempt(stopLeakage)}>
            Stop
          </DisabledButton>
        }
      />
      <p className="quiet dense">
        <a href="#train">Train</a> shows the run with its curves. The models are saved under{' '}
        <a href="#models">Models</a>.
      </p>
    </div>
  );
}
