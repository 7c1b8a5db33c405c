import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { sourceFolder } from '../../../../dataset/sourceFolder.ts';
import { predictedClass } from '../../../../evaluation/predictedClass.ts';
import type { Predictions } from '../../../../evaluation/predictions.ts';
import type { ScanMap } from '../../../../worker/jobs/explore/exploreProtocol.ts';

/** By what the points of a map are told apart. */
export const MAP_COLOURS = { class: 'Class', subset: 'Subset', source: 'Source folder', error: 'Test result' } as const;
export type MapColour = keyof typeof MAP_COLOURS;

/** More values than there are colours for share the last one. */
const MOST_VALUES = 8;
const OTHERS = 'others';
/** What is always in one order keeps its colours; sources go by their number of scans. */
const ORDERS: { readonly [colour in MapColour]?: readonly string[] } = {
  subset: ['training', 'validation', 'test', 'in none'],
  error: ['right', 'wrong', 'not a test scan'],
};

/** For each point its value; and the values, with colours by their place. */
export type ColouredMap = { readonly values: readonly string[]; readonly each: readonly string[] };

/**
 * @param known the scans of the data set
 * @param test what the network said of its test scans
 * @param classes in their order: each has the same colour everywhere
 */
export function colouredMap(
  { sha256s, subsets }: Pick<ScanMap, 'sha256s' | 'subsets'>,
  by: MapColour,
  known: ReadonlyMap<string, ScanView>,
  test: Predictions,
  threshold: number | null,
  classes: readonly string[],
): ColouredMap {
  const rights = by === 'error' ? rightsOf(test, threshold) : new Map<string, boolean>();
  const wordOf = (sha256: string, place: number): string => {
    const scan = known.get(sha256);
    switch (by) {
      case 'class':
        return scan?.className ?? OTHERS;
      case 'subset':
        return subsets[place] ?? 'in none';
      case 'source':
        return (scan && sourceFolder(scan.path, scan.className)) ?? 'no folder';
      case 'error': {
        const right = rights.get(sha256);
        return right === undefined ? 'not a test scan' : right ? 'right' : 'wrong';
      }
    }
  };
  const words = sha256s.map(wordOf);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const fixed = ORDERS[by] ?? classes;
  const rank = (word: string) => (by === 'source' ? 0 : fixed.indexOf(word) >>> 0);
  const ordered = [...counts]
    .sort(([a, m], [b, n]) => rank(a) - rank(b) || n - m || a.localeCompare(b))
    .map(([word]) => word);
  const kept = ordered.length > MOST_VALUES ? [...ordered.slice(0, MOST_VALUES - 1), OTHERS] : ordered;
  return { values: kept, each: words.map((word) => (kept.includes(word) ? word : OTHERS)) };
}

function rightsOf({ sha256, labels, probabilities }: Predictions, threshold: number | null): Map<string, boolean> {
  return new Map(
    sha256.map((each, scan) => [each, predictedClass(probabilities[scan] ?? [], threshold) === labels[scan]]),
  );
}
