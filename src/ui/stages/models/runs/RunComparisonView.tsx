import type { RunComparison } from '../../../../evaluation/comparison/compareRuns.ts';
import type { ModelComparison } from '../../../../worker/jobs/models/modelProtocol.ts';
import { type OverlaidCurve, OverlayChart } from '../../../charts/OverlayChart.tsx';
import { classNames } from '../../../components/classNames.ts';
import { QueryState } from '../../../components/QueryState.tsx';
import { IntervalCell } from '../../../components/table/IntervalCell.tsx';
import { NumberHead } from '../../../components/table/NumberHead.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatCount, formatLoss, formatPercent } from '../../../components/text/format.ts';
import { useLatestQuery } from '../../../components/useLatestQuery.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { distinctNames, formatP } from './comparisonWords.ts';
import { OneSplit, type RunComparisonProps } from './OneSplit.tsx';
import styles from './RunsCard.module.css';
import { settingsDifference } from './settingsDifference.ts';

/** Some models side by side: tests on the scans that they share, what differs in their settings, and their curves. */
export function RunComparisonView({ models, all, onCompare }: RunComparisonProps) {
  const answer = useLatestQuery(
    models.map(({ id }) => id),
    (ids) => jobs.compareModels(ids),
  );
  const names = distinctNames(models);
  if (answer.step !== 'answered' || !answer.fresh) {
    return (
      <QueryState failure={answer.step === 'failed' ? answer.reason : null}>
        Comparing on the same test scans
      </QueryState>
    );
  }
  return (
    <section className="stack gap-4" aria-label="Comparison">
      <OneSplit {...{ models, all, onCompare }} />
      <Tests against={answer.value.against} names={names} />
      <Settings models={models} names={names} />
      <Curves comparison={answer.value} names={names} />
    </section>
  );
}

type TestsProps = { readonly against: ModelComparison['against']; readonly names: readonly string[] };

function Tests({ against, names }: TestsProps) {
  return (
    <div className="stack">
      <Table caption={`Against ${names[0]}, on the same test scans`} captionShown>
        <thead>
          <tr>
            <th scope="col">Model</th>
            <NumberHead>Shared test scans</NumberHead>
            <NumberHead>Accuracy, points</NumberHead>
            <NumberHead>Right only here : there</NumberHead>
            <NumberHead>McNemar p</NumberHead>
            <NumberHead>AUC, points</NumberHead>
            <NumberHead>DeLong p</NumberHead>
          </tr>
        </thead>
        <tbody>
          {against.map((result, index) => (
            <tr key={names[index + 1]}>
              <th scope="row">{names[index + 1]}</th>
              {'refusal' in result ? <td colSpan={6}>{result.refusal}</td> : <TestCells result={result} />}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="quiet dense">
        Each difference is that model less {names[0]}, with its 95 % interval: made of the intervals of the two and of
        what each group of scans does to both. DeLong’s p is of the test for the same scans, by groups. McNemar’s exact
        test counts each scan once and does not know of groups.
        {against.some((result) => 'p' in result && !result.trainingKnown)
          ? ' Of some models the training scans are not known here, so it could not be checked that none is among these test scans.'
          : null}
      </p>
    </div>
  );
}

function TestCells({ result }: { readonly result: RunComparison }) {
  const { shared, groups, accuracy, onlyFirst, onlySecond, p, auc } = result;
  return (
    <>
      <td className={numberCell}>
        {formatCount(shared)}
        {groups < shared ? <span className="quiet"> of {formatCount(groups)} groups</span> : null}
      </td>
      <IntervalCell figure={accuracy} as="points" />
      <td className={numberCell}>
        {onlySecond} : {onlyFirst}
      </td>
      <td className={numberCell}>{formatP(p)}</td>
      <IntervalCell figure={auc} as="points" />
      <td className={numberCell}>{auc ? formatP(auc.p) : '–'}</td>
    </>
  );
}

type SettingsProps = { readonly models: RunComparisonProps['models']; readonly names: readonly string[] };

function Settings({ models, names }: SettingsProps) {
  const differences = settingsDifference(models.map(({ card }) => card));
  if (differences.length === 0) return <p className="quiet">Their settings are the same.</p>;
  return (
    <Table caption="Settings that differ" captionShown>
      <thead>
        <tr>
          <th scope="col">Setting</th>
          {names.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {differences.map(({ name, values }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {values.map((value, index) => (
              <td key={names[index]}>{value}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type CurvesProps = { readonly comparison: ModelComparison; readonly names: readonly string[] };

function Curves({ comparison, names }: CurvesProps) {
  const roc = comparison.models.map(
    ({ roc: points }, index): OverlaidCurve => ({
      name: names[index] ?? '',
      points: points.map(({ falsePositiveRate, truePositiveRate }) => ({ x: falsePositiveRate, y: truePositiveRate })),
    }),
  );
  const losses = comparison.models.map(
    ({ history }, index): OverlaidCurve => ({
      name: names[index] ?? '',
      points: (history?.epochs ?? []).map(({ epoch, validationLoss }) => ({ x: epoch, y: validationLoss })),
    }),
  );
  const highest = Math.max(0.1, ...losses.flatMap(({ points }) => points.map(({ y }) => y)).filter(Number.isFinite));
  const longest = Math.max(1, ...losses.flatMap(({ points }) => points.map(({ x }) => x)));
  const share = (value: number) => formatPercent(value, 0);
  return (
    <div className={classNames('fields gap-5', styles.pair)}>
      <OverlayChart
        title="Validation loss"
        height={300}
        x={{ label: 'Epoch', domain: [0, longest], format: String, whole: true }}
        y={{ label: 'Cross-entropy, nats', domain: [0, Math.min(highest, 3)], format: formatLoss }}
        curves={losses}
      />
      {roc.some(({ points }) => points.length > 0) ? (
        <OverlayChart
          title="ROC curves"
          height="square"
          x={{ label: '1 − specificity', domain: [0, 1], format: share }}
          y={{ label: 'Sensitivity', domain: [0, 1], format: share }}
          curves={roc}
          diagonal
          note="Each on its own test scans. Dashed: chance."
        />
      ) : null}
    </div>
  );
}
