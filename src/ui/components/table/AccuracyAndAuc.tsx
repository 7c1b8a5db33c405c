import type { Estimate } from '../../../statistics/intervals/estimate.ts';
import { IntervalCell } from './IntervalCell.tsx';
import { NumberHead } from './NumberHead.tsx';

/* The two columns that every table of results ends with. */

/** @param auc what the area is called where there are more than two classes */
export function AccuracyAndAucHeads({ auc = 'AUC' }: { readonly auc?: string }) {
  return (
    <>
      <NumberHead>Accuracy (95 % interval)</NumberHead>
      <NumberHead>{auc} (95 % interval)</NumberHead>
    </>
  );
}

type AccuracyAndAuc = {
  /** Null where it is undefined. */
  readonly accuracy: Estimate | null;
  readonly auc: Estimate | null;
};

export function AccuracyAndAucCells({ accuracy, auc }: AccuracyAndAuc) {
  return (
    <>
      <IntervalCell figure={accuracy} as="percent" />
      <IntervalCell figure={auc} as="fraction" />
    </>
  );
}
