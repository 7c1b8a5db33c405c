import { memo, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { ModelCard } from '../../../../model/card/card.ts';
import type { ClassifiedRow } from '../../../../worker/jobs/classify/classifyProtocol.ts';
import { useScrollElement } from '../../../app/scrollElement.ts';
import { ProbabilityBar } from '../../../charts/ProbabilityBar.tsx';
import { classNames } from '../../../components/classNames.ts';
import { ClassMark } from '../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../components/image/classColours.ts';
import { ScanCanvas } from '../../../components/image/ScanCanvas.tsx';
import { SortHeader } from '../../../components/table/SortHeader.tsx';
import { formatProbability } from '../../../components/text/format.ts';
import { folderAndName } from '../../../drop/droppedFiles.ts';
import { isUnlike, KNOWN_SCAN, UNLIKE_SCAN } from '../verdict/knownScan.ts';
import { formatCompared, verdictOf } from '../verdict/verdict.ts';
import styles from './ResultsTable.module.css';
import type { Sorting, SortKey } from './sortRows.ts';

const ROW_PX = 44;

type ResultsTableProps = {
  readonly rows: readonly ClassifiedRow[];
  /** Places in `rows`, in the order shown. */
  readonly order: readonly number[];
  readonly card: ModelCard;
  readonly sorting: Sorting | null;
  readonly onSort: (key: SortKey) => void;
  /** With the place in `rows`. */
  readonly onOpen: (place: number) => void;
};

/** A real table of any length: only the rows in sight are in the page, the rest is space above and below them. */
export const ResultsTable = memo(function ResultsTable(props: ResultsTableProps) {
  const { rows, order, card, sorting, onSort, onOpen } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const { first, end } = useRowWindow(body, useScrollElement(), order.length, ROW_PX);
  const probabilityName = card.classes.length === 2 ? `Probability of ${card.classes[1]}` : 'Probability';
  return (
    <table className={classNames('dense', styles.table)} aria-rowcount={order.length + 1}>
      <caption className="visually-hidden">Results by file</caption>
      <thead>
        <tr>
          <SortHeader name="File" sortKey="file" sorting={sorting} onSort={onSort} className={styles.file} />
          <SortHeader name={probabilityName} sortKey="probability" sorting={sorting} onSort={onSort} />
          <SortHeader name="Verdict" sortKey="verdict" sorting={sorting} onSort={onSort} />
        </tr>
      </thead>
      <tbody
        ref={body}
        onKeyDown={(event) => {
          const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
          if (step !== 0 && moveFocus(event.currentTarget, step)) event.preventDefault();
        }}
      >
        <Space rows={first} />
        {order.slice(first, end).map((place, offset) => {
          const row = rows[place];
          return row ? <ResultRow key={place} position={first + offset} {...{ row, place, card, onOpen }} /> : null;
        })}
        <Space rows={order.length - end} />
      </tbody>
    </table>
  );
});

function moveFocus(body: HTMLElement, step: number): boolean {
  const buttons = [...body.querySelectorAll<HTMLElement>('button')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const next = buttons[at + step];
  next?.focus();
  return at >= 0 && next !== undefined;
}

function Space({ rows }: { readonly rows: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row takes no focus.
  return rows > 0 ? <tr aria-hidden="true" style={{ height: rows * ROW_PX }} /> : null;
}

type ResultRowProps = {
  readonly row: ClassifiedRow;
  readonly card: ModelCard;
  readonly place: number;
  /** In the table, from 0. */
  readonly position: number;
  readonly onOpen: (place: number) => void;
};

const ResultRow = memo(function ResultRow({ row, place, card, position, onOpen }: ResultRowProps) {
  const [folder, name] = folderAndName(row.path);
  const caution = cautionOf(row);
  return (
    // The row is a larger target for the mouse; its button is for the keyboard.
    <tr aria-rowindex={position + 2} className={classNames('lights', styles.row)} onClick={() => onOpen(place)}>
      <td className={styles.file}>
        <span className={classNames('line gap-3', styles.fileCell)}>
          <span className={styles.thumbnail}>
            <ScanCanvas thumbnail={row.status === 'classified' ? row.thumbnail : null} label={null} />
          </span>
          <span className={styles.names}>
            <button type="button" className={classNames('bare cut inner-focus', styles.open)} title={row.path}>
              {name}
            </button>
            {folder || caution ? (
              <span className={classNames('quiet cut', styles.folder)}>
                {caution ? (
                  <span className="caution" title={caution.sentence}>
                    {caution.mark}
                  </span>
                ) : null}
                {caution && folder ? ' · ' : null}
                {folder}
              </span>
            ) : null}
          </span>
        </span>
      </td>
      {row.status === 'classified' ? (
        <VerdictCells probabilities={row.probabilities} card={card} meaningless={isUnlike(row)} />
      ) : (
        <td
          colSpan={2}
          className={classNames('quiet cut', styles.reason, row.status === 'refused' && 'danger')}
          title={row.reason}
        >
          <span>
            {row.status}: {row.reason}
          </span>
        </td>
      )}
    </tr>
  );
});

/** What makes its answer worth less; the graver of two. */
function cautionOf(row: ClassifiedRow): { readonly mark: string; readonly sentence: string } | null {
  if (row.status !== 'classified') return null;
  if (isUnlike(row)) return UNLIKE_SCAN;
  return row.splitMembership ? KNOWN_SCAN[row.splitMembership] : null;
}

function VerdictCells({
  probabilities,
  card,
  meaningless,
}: {
  readonly probabilities: readonly number[];
  readonly card: ModelCard;
  readonly meaningless: boolean;
}) {
  const { classes, threshold } = card;
  const verdict = verdictOf(probabilities, card);
  const { probability } = verdict;
  const of = verdict.threshold === null ? verdict.classIndex : 1;
  return (
    <>
      <td className={classNames(meaningless && 'meaningless')}>
        <span className={styles.probability}>
          <span>{threshold === null ? formatProbability(probability) : formatCompared(probability, threshold)[0]}</span>
          <span className={styles.bar}>
            <ProbabilityBar
              probability={probability}
              threshold={verdict.threshold}
              className={classes[of] ?? ''}
              classIndex={of}
            />
          </span>
        </span>
      </td>
      <td className={classNames(meaningless && 'meaningless')}>
        <span className={classNames('line', styles.verdict)}>
          {verdict.undecided ? (
            <span className="quiet">undecided</span>
          ) : (
            <>
              <ClassMark index={verdict.classIndex} letter={classLetters(classes)[verdict.classIndex] ?? ''} />
              <span>{verdict.className}</span>
            </>
          )}
        </span>
      </td>
    </>
  );
}

const SPARE_ROWS = 8;

/** Rows [first, end) of a body of equally high rows that are in sight of what scrolls it, and some more. */
function useRowWindow(
  body: RefObject<HTMLElement | null>,
  scroller: HTMLElement | null,
  count: number,
  rowPx: number,
): { readonly first: number; readonly end: number } {
  const [first, setFirst] = useState(0);
  const [inSight, setInSight] = useState(30);
  useLayoutEffect(() => {
    if (!scroller) return;
    const measure = () => {
      if (!body.current) return;
      const above = scroller.getBoundingClientRect().top - body.current.getBoundingClientRect().top;
      setFirst(Math.max(0, Math.floor(above / rowPx) - SPARE_ROWS));
      setInSight(Math.ceil(scroller.clientHeight / rowPx) + 2 * SPARE_ROWS);
    };
    measure();
    scroller.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(scroller);
    return () => {
      scroller.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [body, scroller, rowPx]);
  const start = Math.min(first, Math.max(0, count - inSight));
  return { first: start, end: Math.min(count, start + inSight) };
}
