import { useMemo } from 'react';
import type { AuditReport } from '../../../../audit/auditReport.ts';
import type { DataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { patientsSentence } from '../../../../dataset/patients.ts';
import { leakageGroupsOf, trainTestOverlap } from '../../../../dataset/split/trainTestOverlap.ts';
import {
  compareSplits,
  type Leakage,
  type SplitRun,
  type TestSubset,
} from '../../../../evaluation/comparison/leakage.ts';
import { chooseThreshold } from '../../../../evaluation/threshold/threshold.ts';
import { isSealed } from '../../../../model/card/decisionRecord.ts';
import { networkName } from '../../../../model/networkNames.ts';
import type { Estimate } from '../../../../statistics/intervals/estimate.ts';
import type { ModelDetail } from '../../../../worker/jobs/models/modelProtocol.ts';
import { Button } from '../../../components/Button.tsx';
import { Chip } from '../../../components/Chip.tsx';
import { classNames } from '../../../components/classNames.ts';
import { QueryState } from '../../../components/QueryState.tsx';
import { IntervalCell } from '../../../components/table/IntervalCell.tsx';
import { NumberHead } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount, formatDate, formatPercent } from '../../../components/text/format.ts';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import { useAttempt } from '../../../components/useAttempt.tsx';
import { useLatestQuery } from '../../../components/useLatestQuery.ts';
import { jobs, openTestSets } from '../../../workspace/jobs.ts';
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
  const sealed = isSealed(pair.random.card) || isSealed(pair.grouped.card);
  const details = useLatestQuery([pair.random.id, pair.grouped.id, sealed] as const, ([random, grouped]) =>
    Promise.all([jobs.model(random), jobs.model(grouped)]),
  );
  const groups = useMemo(() => (report ? leakageGroupsOf(dataSet.scans, report.copies) : null), [dataSet, report]);
  const leak = useMemo(() => {
    if (details.step !== 'answered') return null;
    const [random, grouped] = details.value.map((detail) => halfOf(detail, dataSet, groups));
    return random && grouped ? compareSplits(random, grouped) : null;
  }, [details, dataSet, groups]);
  if (details.step === 'answered' && details.value.some(({ predictions }) => predictions?.test === null))
    return <SealedPair pair={pair} />;
  if (!leak) {
    return (
      <QueryState failure={details.step === 'failed' ? details.reason : null}>
        Loading the predictions of both models
      </QueryState>
    );
  }
  return <Comparison {...{ leak, pair, bySubject }} duplicatesKnown={groups !== null} />;
}

/** Two networks that were trained for something else, and whose test sets nobody opened yet. */
function SealedPair({ pair }: { readonly pair: LeakagePair }) {
  const { attempt, failure } = useAttempt();
  return (
    <div className="row">
      <p>The two networks are compared on their test sets, and these are sealed.</p>
      <Button onClick={() => void attempt(() => openTestSets([pair.random.id, pair.grouped.id]))}>
        Open both test sets
      </Button>
      {failure}
    </div>
  );
}

type ComparisonProps = Pick<LeakComparisonProps, 'pair' | 'bySubject'> & {
  readonly leak: Leakage;
  readonly duplicatesKnown: boolean;
};

function Comparison({ leak, pair, bySubject, duplicatesKnown }: ComparisonProps) {
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
      {duplicatesKnown ? null : <StatusLine>Waiting for the duplicate search.</StatusLine>}
      <p className="quiet dense">
        {card.data.synthetic ? <Chip tone="caution">synthetic</Chip> : null}{' '}
        {`${networkName(card.network.preset)} ${card.preprocessing.size} px, seed ${card.hyperparameters.seed}, ${formatDate(card.createdAt)}; weights of epoch ${pair.random.card.bestEpoch} on the random split and of epoch ${card.bestEpoch} on the grouped one, each with the threshold that its validation chose. Intervals are 95 %${duplicatesKnown ? ' and count all duplicates of one image once' : ''}.`}{' '}
        {'One split of each kind: another split seed may show another difference.'}{' '}
        {`Patients, on the grouped split: ${patientsSentence(card.data.patients, 'grouped')}`}
      </p>
    </div>
  );
}

function halfOf(
  { predictions, card }: ModelDetail,
  { scans }: DataSetView,
  groups: Int32Array | null,
): SplitRun | null {
  if (!predictions) return null;
  const { test, validation } = predictions;
  if (!test) return null;
  const groupOf = groups && new Map(scans.map(({ sha256 }, index) => [sha256, groups[index] ?? 0]));
  return {
    test,
    classCount: card.classes.length,
    threshold: card.classes.length === 2 ? chooseThreshold(validation) : null,
    groups: groupOf && test.sha256.map((sha256) => groupOf.get(sha256) ?? -1),
    twins: groups && trainTestOverlap(scans, groups, { validation: validation.sha256, test: test.sha256 }),
  };
}

/** The random split, without its duplicates, and the grouped split: figures, and where they lie on one scale. */
function LeakageTable({ leak }: { readonly leak: Leakage }) {
  const rows = rowsOf(leak);
  const from = scaleFrom(rows.map(({ part }) => part));
  return (
    <Table caption="The same network on both splits" className={styles.table ?? ''}>
      <thead>
        <tr>
          <th scope="col">Test scans</th>
          <NumberHead>n</NumberHead>
          <NumberHead>Accuracy</NumberHead>
          <th scope="col" className={styles.mark}>
            <span className="row spread">
              <span>{formatPercent(from, 0)}</span> <span className="visually-hidden">to</span> <span>100 %</span>
            </span>
          </th>
          <NumberHead>AUC</NumberHead>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, part, within, honest }) => (
          <tr key={name} className={classNames(within && styles.within)}>
            <th scope="row">{name}</th>
            <td className={numberCell}>{formatCount(part.n)}</td>
            <IntervalCell figure={part.accuracy} as="percent" />
            <td className={styles.mark}>
              {part.accuracy ? <IntervalMark figure={part.accuracy} from={from} honest={honest} /> : null}
            </td>
            <IntervalCell figure={part.auc} as="fraction" />
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type Row = { readonly name: string; readonly part: TestSubset; readonly within: boolean; readonly honest: boolean };

function rowsOf({ random, withTwin, withoutTwin, grouped }: Leakage): Row[] {
  const parts: Row[] =
    withTwin && withoutTwin && withTwin.n > 0
      ? [
          { name: 'with a duplicate in training', part: withTwin, within: true, honest: false },
          { name: 'without', part: withoutTwin, within: true, honest: false },
        ]
      : [];
  return [
    { name: 'Random split', part: random, within: false, honest: false },
    ...parts,
    { name: 'Grouped split', part: grouped, within: false, honest: true },
  ];
}

/** The tenth below the lowest limit: a scale from 0 would hide the difference. */
function scaleFrom(parts: readonly TestSubset[]): number {
  const lows = parts.flatMap(({ accuracy }) => (accuracy ? [accuracy.low] : []));
  return Math.max(0, Math.min(0.9, Math.floor(Math.min(...lows) * 10) / 10));
}

type IntervalMarkProps = {
  readonly figure: Estimate;
  /** Left end of the scale; its right end is 1. */
  readonly from: number;
  /** The figure to go by. */
  readonly honest: boolean;
};

/** A share and its interval as a dot on a line; the numbers stand beside it. */
function IntervalMark({ figure, from, honest }: IntervalMarkProps) {
  const at = (share: number) => `${(100 * Math.max(0, share - from)) / (1 - from)}%`;
  return (
    <svg className={classNames(styles.interval, honest && styles.honest)} aria-hidden="true">
      <line className={styles.rule} x1="0" x2="100%" y1="50%" y2="50%" />
      <line className={styles.limits} x1={at(figure.low)} x2={at(figure.high)} y1="50%" y2="50%" />
      <circle cx={at(figure.value)} cy="50%" r="5" />
    </svg>
  );
}
