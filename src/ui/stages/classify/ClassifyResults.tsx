import { useMemo, useState } from 'react';
import type { ClassifiedRow, ModelSummary } from '../../../worker/protocol.ts';
import { classNames } from '../../components/classNames.ts';
import { ClassMark } from '../../components/image/ClassMark.tsx';
import { classLetters } from '../../components/image/classColours.ts';
import { formatCount, formatCounted, formatProbability } from '../../components/text/format.ts';
import { MedicalNote } from '../../components/text/MedicalNote.tsx';
import { StatusLine } from '../../components/text/StatusLine.tsx';
import styles from './ClassifyResults.module.css';
import { CsvButton } from './CsvButton.tsx';
import type { ClassifyState } from './classifyState.ts';
import { ResultsTable } from './ResultsTable.tsx';
import { RowViewer } from './RowViewer.tsx';
import { nextSorting, type Sorting } from './sortRows.ts';
import { useRowOrder } from './useRowOrder.ts';
import { verdictOf } from './verdict.ts';

type ClassifyResultsProps = {
  readonly state: Extract<ClassifyState, { step: 'running' | 'done' }>;
  readonly model: ModelSummary;
};

/** Many scans: what was found in all, and a row for each. */
export function ClassifyResults({ state, model }: ClassifyResultsProps) {
  const { rows, files, volumes } = state;
  const [sorting, setSorting] = useState<Sorting | null>(null);
  /** Its place in `rows`: that in the table changes while they come. */
  const [opened, setOpened] = useState<number | null>(null);
  const { card } = model;
  const order = useRowOrder(rows, sorting, card);
  return (
    <div className={classNames('stack gap-3', styles.results)}>
      <div className="row spread">
        <Counts
          rows={rows}
          fileCount={files.length + state.refused.length}
          model={model}
          stopped={state.stopped && state.step === 'done'}
        />
        <CsvButton rows={rows} model={model} disabled={state.step === 'running'} />
      </div>
      <MedicalNote />
      <ResultsTable
        rows={rows}
        order={order}
        card={card}
        sorting={sorting}
        onSort={(key) => setSorting(nextSorting(sorting, key))}
        onOpen={setOpened}
      />
      {opened === null ? null : (
        <RowViewer
          {...{ rows, files, volumes, order, opened, model }}
          onMove={setOpened}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}

type CountsProps = {
  readonly rows: readonly ClassifiedRow[];
  /** A file may hold many scans. */
  readonly fileCount: number;
  readonly model: ModelSummary;
  readonly stopped: boolean;
};

function Counts({ rows, fileCount, model, stopped }: CountsProps) {
  const { classes, threshold } = model.card;
  const letters = classLetters(classes);
  const found = useMemo(() => {
    const counts = model.card.classes.map(() => 0);
    let without = 0;
    let known = 0;
    for (const row of rows) {
      if (row.status !== 'classified') without += 1;
      else {
        const { classIndex } = verdictOf(row.probabilities, model.card);
        counts[classIndex] = (counts[classIndex] ?? 0) + 1;
        if (row.knownFrom) known += 1;
      }
    }
    return { counts, without, known };
  }, [rows, model]);
  return (
    <StatusLine className={styles.counts}>
      <span>
        {rows.length > fileCount
          ? `${formatCounted(rows.length, 'result')} of ${formatCounted(fileCount, 'file')}`
          : formatCounted(rows.length, 'file')}
        {stopped ? ', stopped' : ''}
      </span>
      {classes.map((name, index) => (
        <span key={name} className="row">
          <ClassMark index={index} letter={letters[index] ?? ''} />
          <b>{formatCount(found.counts[index] ?? 0)}</b> {name}
        </span>
      ))}
      {threshold === null ? null : <span>threshold {formatProbability(threshold)}</span>}
      {found.without > 0 ? <span>{formatCount(found.without)} not classified</span> : null}
      {found.known > 0 ? <span>{formatCount(found.known)} in the model’s own data</span> : null}
    </StatusLine>
  );
}
