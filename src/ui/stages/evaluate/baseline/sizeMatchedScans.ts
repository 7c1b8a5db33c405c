import { sizeMatchedSubset } from '../../../../audit/sizeMatching.ts';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { type Predictions, rowsOf } from '../../../../evaluation/predictions.ts';
import { formatCount, formatCounted } from '../../../components/text/format.ts';
import type { Evaluated } from '../evaluated.ts';

/** With fewer the interval of an accuracy spans more than 25 points, so that nearly any claim is within it. */
const ENOUGH = 60;

export type SizeMatchedScans = {
  /** What the network said of them. */
  readonly said: Predictions;
  /** Test scans whose size is known, because they are in the data set. */
  readonly known: number;
};

/**
 * Test scans of which every class has equally many of each size and shape; none where a class has no scan that fits. Test
 * scans that are no longer in the data set are left out.
 */
export function sizeMatchedScans(
  test: Predictions,
  scans: readonly Pick<ScanView, 'sha256' | 'width' | 'height'>[],
  classes: readonly string[],
  seed: number,
): SizeMatchedScans {
  const tested = new Set(test.sha256);
  const sizes = new Map(scans.flatMap((scan) => (tested.has(scan.sha256) ? [[scan.sha256, scan] as const] : [])));
  const sized = test.sha256.flatMap((sha256, row) => {
    const scan = sizes.get(sha256);
    const className = classes[test.labels[row] ?? -1];
    return scan && className !== undefined ? [{ sha256, className, width: scan.width, height: scan.height }] : [];
  });
  const present = new Set(sized.map(({ className }) => className));
  const chosen = new Set(present.size === classes.length ? sizeMatchedSubset(sized, seed) : []);
  const rows = test.sha256.flatMap((sha256, row) => (chosen.has(sha256) ? [row] : []));
  return { said: rowsOf(test, rows), known: sized.length };
}

/** What the figures on matched scans are worth, or why there are none. */
export function sizeMatchedSentence(
  { said, known }: SizeMatchedScans,
  all: number,
  classCount: number,
  subset: Evaluated['subset'],
): { readonly text: string; readonly few: boolean } {
  const matched = said.sha256.length;
  if (matched === 0) return { few: true, text: noneWords(known, all, classCount, subset) };
  const each = `${formatCount(matched / classCount)} of each class`;
  const what = `${formatCount(matched)} of ${formatCounted(all, `${subset} scan`)}, ${each}, with the same sizes and shapes: here size helps the network much less.`;
  return matched < ENOUGH
    ? { few: true, text: `${what} These are too few for a reliable result: see the intervals.` }
    : { few: false, text: what };
}

function noneWords(known: number, all: number, classCount: number, subset: Evaluated['subset']): string {
  if (known < all)
    return `Only ${formatCount(known)} of the ${formatCounted(all, `${subset} scan`)} are still in the data set, and none of them has a match of the same size in every class.`;
  return classCount === 2
    ? `No ${subset} scan has a match of the same size and shape in another class: size alone separates the classes of the ${subset} set.`
    : 'No size and shape has a scan of every class, so the network cannot be evaluated without size.';
}
