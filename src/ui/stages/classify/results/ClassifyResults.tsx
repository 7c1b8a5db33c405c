import { useEffect, useMemo, useRef, useState } from 'react';
import type { VolumeChoice } from '../../../../dataset/volumeChoice.ts';
import type { ModelCard } from '../../../../model/card/card.ts';
import type { ClassifiedRow } from '../../../../worker/jobs/classify/classifyProtocol.ts';
import type { ModelSummary } from '../../../../worker/jobs/models/modelProtocol.ts';
import { classNames } from '../../../components/classNames.ts';
import { ClassMark } from '../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../components/image/classColours.ts';
import { Dialog } from '../../../components/layout/Dialog.tsx';
import { DefinitionList } from '../../../components/text/DefinitionList.tsx';
import { formatCount, formatCounted, formatProbability } from '../../../components/text/format.ts';
import { MedicalNote } from '../../../components/text/MedicalNote.tsx';
import { StatusLine } from '../../../components/text/StatusLine.tsx';
import type { DroppedFile } from '../../../drop/droppedFiles.ts';
import { LazyViewer } from '../../../viewer/lazyViewer.tsx';
import { networkOf } from '../../../viewer/networkWords.ts';
import type { ClassifyState } from '../classifyState.ts';
import { isUnlike, UNLIKE_SCAN } from '../verdict/knownScan.ts';
import { VerdictGrounds, VerdictHead } from '../verdict/VerdictPanel.tsx';
import { verdictOf } from '../verdict/verdict.ts';
import styles from './ClassifyResults.module.css';
import { CsvButton } from './CsvButton.tsx';
import { folderAgreement } from './folderAgreement.ts';
import { ResultsTable } from './ResultsTable.tsx';
import { scanOfRow, slicesBeside } from './scanOfRow.ts';
import { nextSorting, type Sorting, sortRows } from './sortRows.ts';

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
    let unlike = 0;
    let near = 0;
    for (const row of rows) {
      if (row.status !== 'classified') without += 1;
      else if (isUnlike(row)) unlike += 1;
      else {
        const { classIndex, undecided } = verdictOf(row.probabilities, model.card);
        if (undecided) near += 1;
        else counts[classIndex] = (counts[classIndex] ?? 0) + 1;
        if (row.splitMembership) known += 1;
      }
    }
    return { counts, without, known, unlike, near, labelled: folderAgreement(rows, model.card) };
  }, [rows, model]);
  return (
    <StatusLine className={classNames('row', styles.counts)}>
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
      {found.labelled.of > 0 ? (
        <span>
          agrees with the folder: {formatCount(found.labelled.agree)} of {formatCount(found.labelled.of)}
        </span>
      ) : null}
      {threshold === null ? null : <span>threshold {formatProbability(threshold)}</span>}
      {found.near > 0 ? <span>{formatCount(found.near)} undecided</span> : null}
      {found.without > 0 ? <span>{formatCount(found.without)} not classified</span> : null}
      {found.unlike > 0 ? (
        <span className="caution">
          {formatCount(found.unlike)} {UNLIKE_SCAN.mark}
        </span>
      ) : null}
      {found.known > 0 ? <span>{formatCount(found.known)} in the model’s own data</span> : null}
    </StatusLine>
  );
}

type Question = { readonly rows: readonly ClassifiedRow[]; readonly sorting: Sorting; readonly card: ModelCard };
type Sorted = Question & { readonly order: readonly number[] };

/**
 * Places in `rows` in the order asked for; null keeps the order in which they came. Tens of thousands take a moment to sort:
 * until then the order before stays, and rows that came since are not in it yet.
 */
function useRowOrder(rows: readonly ClassifiedRow[], sorting: Sorting | null, card: ModelCard): readonly number[] {
  const [sorted, setSorted] = useState<Sorted | null>(null);
  const asked = useRef<{ next: Question | null; last: Sorted | null; busy: boolean }>({
    ...{ next: null, last: null, busy: false },
  });
  useEffect(() => {
    const { current } = asked;
    current.next = sorting && { rows, sorting, card };
    if (current.busy) return;
    const sortUntilQuiet = async () => {
      current.busy = true;
      for (let next = current.next; next; next = current.next) {
        current.next = null;
        current.last = { ...next, order: await sortAgain(next, current.last) };
        setSorted(current.last);
      }
      current.busy = false;
    };
    void sortUntilQuiet();
  }, [rows, sorting, card]);
  const asTheyCame = useMemo(() => placesFrom(0, rows.length), [rows]);
  return sorting && sorted && isBegunBy(rows, sorted.rows) ? sorted.order : asTheyCame;
}

/** What was sorted so already is nearly in order, with the rows that came since at its end. */
function sortAgain({ rows, sorting, card }: Question, last: Sorted | null): Promise<number[]> {
  const known = last?.sorting === sorting && isBegunBy(rows, last.rows) ? last.order : [];
  return sortRows(rows, sorting, card, known.concat(placesFrom(known.length, rows.length)));
}

/** Rows of one classification only ever join at the end. */
function isBegunBy(rows: readonly ClassifiedRow[], earlier: readonly ClassifiedRow[]): boolean {
  return rows.length >= earlier.length && rows[0] === earlier[0];
}

function placesFrom(first: number, end: number): readonly number[] {
  return Array.from({ length: end - first }, (_, index) => first + index);
}

type RowViewerProps = {
  readonly rows: readonly ClassifiedRow[];
  readonly files: readonly DroppedFile[];
  readonly volumes: VolumeChoice | null;
  /** Places in `rows` as the table shows them. */
  readonly order: readonly number[];
  /** Place in `rows`. */
  readonly opened: number;
  readonly model: ModelSummary;
  readonly onMove: (opened: number) => void;
  readonly onClose: () => void;
};

/** The scan of a row of the table, large, with its verdict; of a file that could not be taken out, why. */
function RowViewer({ rows, files, volumes, order, opened, model, onMove, onClose }: RowViewerProps) {
  const filesByPath = useMemo(() => new Map(files.map(({ path, file }) => [path, file])), [files]);
  const row = rows[opened];
  const path = row?.path ?? '';
  const slices = useMemo(() => slicesBeside({ path }, rows, filesByPath), [path, rows, filesByPath]);
  if (!row) return null;
  const scan = scanOfRow(row, filesByPath, volumes);
  if (!scan) {
    return (
      <Dialog title={path} onClose={onClose}>
        <StatusLine tone="bad">
          {row.status === 'classified' ? 'This file is no longer available. Drop it again.' : row.reason}
        </StatusLine>
      </Dialog>
    );
  }
  const at = order.indexOf(opened);
  const slice = slices.indexOf(opened);
  const goTo = (place: number | undefined) => {
    if (place !== undefined) onMove(place);
  };
  const near = [slices[slice + 1], slices[slice - 1], order[at + 1], order[at - 1]].map((place) => rows[place ?? -1]);
  return (
    <LazyViewer
      title={path}
      scan={scan}
      soon={near.flatMap((other) => (other && scanOfRow(other, filesByPath, volumes)) ?? [])}
      list={{ index: at, count: order.length, onMove: (to) => goTo(order[to]) }}
      stack={slices.length > 1 ? { index: slice, count: slices.length, onMove: (to) => goTo(slices[to]) } : null}
      network={networkOf(model, row.status === 'classified' ? verdictOf(row.probabilities, model.card).classIndex : 1)}
      onClose={onClose}
      headline={
        row.status === 'classified' ? (
          <VerdictHead
            probabilities={row.probabilities}
            model={model}
            knownFrom={row.splitMembership}
            unlike={row.unlike}
          />
        ) : null
      }
    >
      {row.status === 'classified' ? (
        <>
          <VerdictGrounds probabilities={row.probabilities} model={model} />
          <DefinitionList entries={[['Size', `${row.width} × ${row.height} pixels`]]} />
        </>
      ) : (
        <StatusLine tone="bad">{row.reason}</StatusLine>
      )}
    </LazyViewer>
  );
}
