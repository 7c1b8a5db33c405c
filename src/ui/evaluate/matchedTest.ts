import { matchedSubset } from '../../dataset/matchedSubset.ts';
import type { Predictions } from '../../evaluation/predictions.ts';
import type { ScanView } from '../../worker/protocol.ts';
import { formatCount, formatCounted } from '../components/format.ts';

/** With fewer the interval of an accuracy spans more than 25 points, so that nearly any claim is within it. */
const ENOUGH = 60;

export type MatchedTest = {
  readonly test: Predictions;
  /** Test scans whose size is known, because they are in the data set. */
  readonly known: number;
};

/**
 * What the network said of test scans of which every class has equally many of each size and shape; none where a class has
 * no scan that fits. Test scans that are no longer in the data set are left out.
 */
export function matchedTest(
  test: Predictions,
  scans: readonly Pick<ScanView, 'sha256' | 'width' | 'height'>[],
  classes: readonly string[],
  seed: number,
): MatchedTest {
  const sizes = new Map(scans.map((scan) => [scan.sha256, scan]));
  const sized = test.sha256.flatMap((sha256, row) => {
    const scan = sizes.get(sha256);
    const className = classes[test.labels[row] ?? -1];
    return scan && className !== undefined ? [{ sha256, className, width: scan.width, height: scan.height }] : [];
  });
  const allThere = classes.every((name) => sized.some(({ className }) => className === name));
  const chosen = new Set(allThere ? matchedSubset(sized, seed) : []);
  const rows = test.sha256.flatMap((sha256, row) => (chosen.has(sha256) ? [row] : []));
  const part = {
    sha256: rows.map((row) => test.sha256[row] ?? ''),
    labels: rows.map((row) => test.labels[row] ?? 0),
    probabilities: rows.map((row) => test.probabilities[row] ?? []),
  };
  return { test: part, known: sized.length };
}

/** What the figures on matched scans are worth. */
export function matchedWords(matched: number, all: number, classCount: number): { text: string; few: boolean } {
  if (matched === 0) {
    return {
      few: true,
      text: 'No test scan has one of another class of the same size and shape: size alone tells the classes of the test part apart, and nothing is left to judge the network by without it.',
    };
  }
  const each = `${formatCount(matched / classCount)} of each class`;
  const what = `${formatCount(matched)} of ${formatCounted(all, 'test scan')}, ${each}, as many of every size and shape: here size helps the network much less.`;
  return matched < ENOUGH
    ? { few: true, text: `${what} They are too few for a figure to go by: look at the intervals.` }
    : { few: false, text: what };
}
