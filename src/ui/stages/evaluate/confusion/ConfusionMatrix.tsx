import type { Ref } from 'react';
import type { ConfusionMatrix as Matrix } from '../../../../evaluation/metrics/confusion.ts';
import { classNames } from '../../../components/classNames.ts';
import { ClassMark } from '../../../components/image/ClassMark.tsx';
import { classLetters } from '../../../components/image/classColours.ts';
import { formatCount, formatCounted, formatPercent } from '../../../components/text/format.ts';
import styles from './ConfusionMatrix.module.css';

export type Cell = { readonly truth: number; readonly called: number };

type ConfusionMatrixProps = {
  readonly ref?: Ref<HTMLTableElement>;
  readonly matrix: Matrix;
  readonly classes: readonly string[];
  readonly open: Cell | null;
  readonly onOpen: (cell: Cell | null) => void;
};

/** Scans by what they are (rows) and what they were called (columns). Each cell opens its scans. */
export function ConfusionMatrix({ ref, matrix, classes, open, onOpen }: ConfusionMatrixProps) {
  const letters = classLetters(classes);
  const head = (index: number) => (
    <span className={classNames('inline', styles.class)}>
      <ClassMark index={index} letter={letters[index] ?? ''} /> <span className={styles.name}>{classes[index]}</span>
    </span>
  );
  return (
    <div className={styles.scroll}>
      <table ref={ref} className={classNames('dense', styles.matrix, classes.length === 2 && styles.binary)}>
        <caption className="visually-hidden">Scans by actual class (rows) and predicted class (columns)</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.corner}>
              Actual ↓ / Predicted →
            </th>
            {classes.map((name, index) => (
              <th key={name} scope="col">
                {head(index)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.map((row, truth) => (
            <tr key={classes[truth]}>
              <th scope="row">{head(truth)}</th>
              {row.map((count, called) => {
                const isOpen = open?.truth === truth && open.called === called;
                return (
                  <td key={classes[called]}>
                    <MatrixCell
                      count={count}
                      share={count / Math.max(1, total(row))}
                      cell={{ truth, called }}
                      classes={classes}
                      open={isOpen}
                      onToggle={() => onOpen(isOpen ? null : { truth, called })}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MatrixCell(props: {
  readonly count: number;
  /** Of the scans of its class. */
  readonly share: number;
  readonly cell: Cell;
  readonly classes: readonly string[];
  readonly open: boolean;
  readonly onToggle: () => void;
}) {
  const { count, share, cell, classes } = props;
  const right = cell.truth === cell.called;
  const word = classes.length === 2 ? binaryWord(cell) : right ? 'right' : 'wrong';
  return (
    <button
      type="button"
      className={classNames(styles.cell, right ? styles.right : styles.wrong, props.open && styles.open)}
      disabled={count === 0 && !props.open}
      aria-expanded={props.open}
      aria-label={`${formatCounted(count, 'scan')} of ${classes[cell.truth]} called ${classes[cell.called]}, ${word}: show`}
      onClick={props.onToggle}
    >
      <span className="large">{formatCount(count)}</span>
      <span className="quiet">
        {classes.length === 2 ? `${word}, ` : null}
        <span className="nowrap">{formatPercent(share)}</span>
      </span>
    </button>
  );
}

function binaryWord({ truth, called }: Cell): string {
  if (truth === 1) return called === 1 ? 'found' : 'missed';
  return called === 1 ? 'false alarm' : 'cleared';
}

function total(row: readonly number[]): number {
  return row.reduce((sum, count) => sum + count, 0);
}
