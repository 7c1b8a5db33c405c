import { useState } from 'react';
import { LISTED_METRICS, METRICS } from '../../../../evaluation/metrics/metrics.ts';
import { networkName } from '../../../../model/networkNames.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { classNames } from '../../../components/classNames.ts';
import { DisabledButton } from '../../../components/DisabledButton.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import { IntervalCell } from '../../../components/table/IntervalCell.tsx';
import { SortHeader } from '../../../components/table/SortHeader.tsx';
import { numberCell, Table } from '../../../components/table/Table.tsx';
import { formatDate, formatDuration } from '../../../components/text/format.ts';
import { testedWords } from '../modelWords.ts';
import { RunComparisonView } from './RunComparisonView.tsx';
import styles from './RunsCard.module.css';
import { nextRunSorting, type RunSorting, sortRuns } from './sortRuns.ts';

/** All but those of the metrics. */
const FIXED_COLUMNS = 7;

/** More curves in one frame are told apart by nobody. */
const MOST_COMPARED = 6;

/** Figures of several splits and of one are not ranked in one list: the best of many single draws is a lucky one. */
function blocksOf(sorted: readonly ModelSummary[]) {
  const [several, one] = [true, false].map((isSeveral) =>
    sorted.filter(({ card }) => (card.folds !== undefined) === isSeveral),
  );
  return [
    { heading: 'Tested on several splits', runs: several ?? [] },
    { heading: 'Tested on one split: one draw each, which another split or seed may rank otherwise', runs: one ?? [] },
  ].filter(({ runs }) => runs.length > 0);
}

/** Every finished training as a row of one table; some of them side by side. */
export function RunsCard({ models }: { readonly models: readonly ModelSummary[] }) {
  const [sorting, setSorting] = useState<RunSorting>({ key: 'date', descending: true });
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [compared, setCompared] = useState<readonly string[]>([]);
  const here = (ids: readonly string[]) => ids.flatMap((id) => models.find((model) => model.id === id) ?? []);
  const columns = LISTED_METRICS.filter((key) => models.some(({ card }) => card.figures.values[key]));
  const ready = here(chosen).length >= 2;
  const shown = here(compared);
  const onSort = (key: RunSorting['key']) => setSorting(nextRunSorting(sorting, key));
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id].slice(-MOST_COMPARED));
  return (
    <Card title="Runs">
      <Table caption="All models with their settings and results">
        <thead>
          <tr>
            <th scope="col">Compare</th>
            <SortHeader name="Name" sortKey="name" {...{ sorting, onSort }} className={styles.name} />
            <SortHeader name="Data" sortKey="data" {...{ sorting, onSort }} className={styles.text} />
            <SortHeader name="Network" sortKey="network" {...{ sorting, onSort }} className={styles.text} />
            <SortHeader name="Tested on" sortKey="tested" {...{ sorting, onSort }} className={styles.text} />
            {columns.map((key) => (
              <SortHeader
                key={key}
                name={METRICS[key].label}
                sortKey={key}
                {...{ sorting, onSort }}
                className={numberCell}
              />
            ))}
            <SortHeader name="Training time" sortKey="time" {...{ sorting, onSort }} className={numberCell} />
            <SortHeader name="Date" sortKey="date" {...{ sorting, onSort }} className={numberCell} />
          </tr>
        </thead>
        {blocksOf(sortRuns(models, sorting)).map(({ heading, runs }) => (
          <tbody key={heading}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={FIXED_COLUMNS + columns.length}
                className={classNames('strong', styles.block)}
              >
                {heading}
              </th>
            </tr>
            {runs.map(({ id, name, card, createdAt, trainingSeconds, notes }) => (
              <tr key={id}>
                <td>
                  <input
                    type="checkbox"
                    aria-label={`Compare ${name}, ${formatDate(createdAt)}`}
                    checked={chosen.includes(id)}
                    onChange={() => toggle(id)}
                  />
                </td>
                <th scope="row" className={styles.name} title={notes || undefined}>
                  {name}
                </th>
                <td>
                  {card.data.name}
                  {card.data.version === undefined ? null : <span className="quiet"> version {card.data.version}</span>}
                </td>
                <td>
                  {networkName(card.network.preset)}{' '}
                  <span className="quiet">{`${card.preprocessing.size} px, ${card.split.kind}`}</span>
                </td>
                <td>{testedWords(card)}</td>
                {columns.map((key) => (
                  <IntervalCell key={key} figure={card.figures.values[key] ?? null} as={METRICS[key].unit} />
                ))}
                <td className={numberCell}>{trainingSeconds === null ? '–' : formatDuration(trainingSeconds)}</td>
                <td className={numberCell}>{formatDate(createdAt)}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </Table>
      <div className={classNames('row', styles.actions)}>
        <DisabledButton resting={!ready} onClick={() => setCompared(here(chosen).map(({ id }) => id))}>
          Compare models
        </DisabledButton>
        <span className="quiet dense">
          {ready
            ? 'The first that you chose is the one that the others are held against.'
            : `Choose two to ${MOST_COMPARED} models.`}
        </span>
      </div>
      {shown.length >= 2 ? (
        <RunComparisonView
          models={shown}
          all={models}
          onCompare={(others) => setCompared(others.map(({ id }) => id))}
        />
      ) : null}
    </Card>
  );
}
