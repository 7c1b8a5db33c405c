import { useMemo } from 'react';
import type { AuditReport } from '../../../../audit/auditReport.ts';
import { patientsSentence } from '../../../../dataset/patients.ts';
import { leakageGroupsOf, trainTestOverlap } from '../../../../dataset/split/trainTestOverlap.ts';
import { compareSplits, type Leakage, type SplitRun } from '../../../../evaluation/leakage.ts';
import { chooseThreshold } from '../../../../evaluation/threshold.ts';
import type { DataSetView, ModelDetail } from '../../../../worker/protocol.ts';
import { Chip } from '../../../components/Chip.tsx';
import { classNames } from '../../../components/classNames.ts';
import { QueryState } from '../../../components/QueryState.tsx';
import { formatDate } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { jobs } from '../../../workspace/jobs.ts';
import { useLatestQuery } from '../../train/settings/useLatestQuery.ts';
import { networkName } from '../../train/trainingWords.ts';
import { LeakageTable } from './LeakageTable.tsx';
import styles from './leakage.module.css';
import type { LeakagePair } from './leakagePairs.ts';
import { explainLeakage } from './leakageWords.ts';

type LeakComparisonProps = {
  readonly dataSet: DataSetView;
  readonly pair: LeakagePair;
  readonly report: AuditReport | null;
  readonly bySubject: boolean;
};

/** Both models side by side, and why they differ. */
export function LeakageComparison({ dataSet, pair, report, bySubject }: LeakComparisonProps) {
  const details = useLatestQuery([pair.random.id, pair.grouped.id] as const, ([random, grouped]) =>
    Promise.all([jobs.model(random), jobs.model(grouped)]),
  );
  const bundles = useMemo(() => (report ? leakageGroupsOf(dataSet.scans, report.copies) : null), [dataSet, report]);
  const leak = useMemo(() => {
    if (details.step !== 'answered') return null;
    const [random, grouped] = details.value.map((detail) => halfOf(detail, dataSet, bundles));
    return random && grouped ? compareSplits(random, grouped) : null;
  }, [details, dataSet, bundles]);
  if (!leak) {
    return (
      <QueryState failure={details.step === 'failed' ? details.reason : null}>
        Loading the predictions of both models
      </QueryState>
    );
  }
  return <Comparison {...{ leak, pair, bySubject }} twinsKnown={bundles !== null} />;
}

type ComparisonProps = Pick<LeakComparisonProps, 'pair' | 'bySubject'> & {
  readonly leak: Leakage;
  readonly twinsKnown: boolean;
};

function Comparison({ leak, pair, bySubject, twinsKnown }: ComparisonProps) {
  const { headline, because, verdict } = explainLeakage(leak, bySubject);
  const { card } = pair.grouped;
  return (
    <div className={classNames('stack gap-3 start', styles.panel)}>
      <p className="large" data-verdict={verdict}>
        {headline}
      </p>
      <LeakageTable leak={leak} />
      {because.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {twinsKnown ? null : <StatusLine>Waiting for the duplicate search.</StatusLine>}
      <p className="quiet dense">
        {card.data.synthetic ? <Chip tone="caution">synthetic</Chip> : null}{' '}
        {`${networkName(card.network.preset)} ${card.preprocessing.size} px, seed ${card.hyperparameters.seed}, ${formatDate(card.createdAt)}; weights of epoch ${pair.random.card.bestEpoch} on the random split and of epoch ${card.bestEpoch} on the grouped one, each with the threshold that its validation chose. Intervals are 95 %${twinsKnown ? ' and count all duplicates of one image once' : ''}.`}{' '}
        {`Patients, on the grouped split: ${patientsSentence(card.data.patients, 'grouped')}`}
      </p>
    </div>
  );
}

function halfOf(
  { predictions, card }: ModelDetail,
  { scans }: DataSetView,
  bundles: Int32Array | null,
): SplitRun | null {
  if (!predictions) return null;
  const { test, validation } = predictions;
  const bundleOf = bundles && new Map(scans.map(({ sha256 }, index) => [sha256, bundles[index] ?? 0]));
  return {
    test,
    classCount: card.classes.length,
    threshold: card.classes.length === 2 ? chooseThreshold(validation) : null,
    bundles: bundleOf && test.sha256.map((sha256) => bundleOf.get(sha256) ?? -1),
    twins: bundles && trainTestOverlap(scans, bundles, { validation: validation.sha256, test: test.sha256 }),
  };
}
