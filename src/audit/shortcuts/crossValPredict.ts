import { groupKFold } from '../../statistics/prediction/groupKFold.ts';
import { quantileBins } from '../../statistics/prediction/quantileBins.ts';
import { predictByForest } from '../../statistics/prediction/randomForest.ts';
import { createRandom } from '../../statistics/random.ts';
import type { Feature } from './features.ts';

const FOLDS = 5;
/** Fixed: the same scans give the same figures. */
const SEED = 4;

/**
 * [scan, class] probabilities of each scan, by a forest that was grown on the scans of the other folds, which hold neither
 * it nor one of its group.
 *
 * @param labels Class of each scan; at least two classes must have scans in two groups or more.
 */
export function crossValPredict(
  columns: readonly Feature[],
  labels: Uint16Array,
  classCount: number,
  groups: ArrayLike<number>,
): Float64Array {
  const random = createRandom(SEED);
  const folds = groupKFold(labels, classCount, groups, FOLDS, random.fork('folds'));
  const table = { columns: columns.map(({ values }) => quantileBins(values)), labels, classCount };
  const probabilities = new Float64Array(labels.length * classCount);
  for (let fold = 0; fold < FOLDS; fold++) {
    const [training, held] = [rowsWhere(folds, (of) => of !== fold), rowsWhere(folds, (of) => of === fold)];
    if (held.length > 0) predictByForest(table, training, held, random.fork(`fold ${fold}`), probabilities);
  }
  return probabilities;
}

function rowsWhere(folds: Uint8Array, isWanted: (fold: number) => boolean): Int32Array {
  const rows: number[] = [];
  folds.forEach((fold, row) => {
    if (isWanted(fold)) rows.push(row);
  });
  return Int32Array.from(rows);
}
