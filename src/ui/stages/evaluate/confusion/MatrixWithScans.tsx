import { useMemo, useRef, useState } from 'react';
import type { Predictions } from '../../../../evaluation/predictions.ts';
import { Card } from '../../../components/layout/Card.tsx';
import { formatCounted } from '../../../components/text/format.ts';
import { ConfusionCellScans } from './ConfusionCellScans.tsx';
import { type Cell, ConfusionMatrix } from './ConfusionMatrix.tsx';
import { evaluatedScans } from './evaluatedScans.ts';

type MatrixWithScansProps = {
  /** Ids of the scans by [true class][predicted class]. */
  readonly cells: readonly (readonly (readonly string[])[])[];
  readonly predictions: Predictions;
  readonly classes: readonly string[];
  readonly threshold: number | null;
  /** What stands out in the matrix, in words; left out, or null: nothing. */
  readonly said?: string | null;
};

/** The confusion matrix, and across the whole width below it the scans of the cell that is open. */
export function MatrixWithScans({ cells, predictions, classes, threshold, said = null }: MatrixWithScansProps) {
  const [open, setOpen] = useState<Cell | null>(null);
  const matrix = useRef<HTMLTableElement>(null);
  const ids = open ? (cells[open.truth]?.[open.called] ?? []) : [];
  const scans = useMemo(() => (open ? evaluatedScans(predictions, ids, open) : []), [predictions, ids, open]);
  // The focus goes back to where it came from.
  const close = () => {
    matrix.current?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus();
    setOpen(null);
  };
  return (
    <>
      <Card title="Confusion matrix" aside={<span className="quiet dense">Click a cell to see its scans</span>}>
        <ConfusionMatrix
          ref={matrix}
          matrix={cells.map((row) => row.map((inCell) => inCell.length))}
          classes={classes}
          open={open}
          onOpen={setOpen}
        />
        {said === null ? null : <p className="quiet dense">{said}</p>}
      </Card>
      {open ? (
        <ConfusionCellScans
          key={`${open.truth} ${open.called}`}
          title={`${formatCounted(scans.length, 'scan')} of ${classes[open.truth]} called ${classes[open.called]}`}
          scans={scans}
          classes={classes}
          threshold={threshold}
          onClose={close}
        />
      ) : null}
    </>
  );
}
