import { createRandom } from '../../statistics/random.ts';
import { sourceFolder } from '../sourceFolder.ts';
import { checkClasses, checkShares, drawValidation, type Split, SplitError, splitOf, splitScans } from './split.ts';
import { MOST_FOLDS, type SplitSettings, type Testing } from './splitSettings.ts';
import { assign, has, type SplitScan, type SplitUnit, splitUnits } from './splitUnits.ts';

/** One of the splits on which networks are trained and tested in one run. */
export type Fold = Split & {
  /** 'Fold 2', 'Split seed 3', 'scanner a'. */
  readonly name: string;
};

type FoldScan = SplitScan & { readonly path: string };

/** A source of fewer scans is trained on, and never held out: a figure of it would say nothing. */
const LEAST_OF_SOURCE = 10;

/**
 * The splits of a run, one where nothing else is asked for. The validation set of each fold is drawn by groups from what is not
 * its test set, in the share that it has of training and validation.
 *
 * @param groups For each scan the number of what it belongs to, as for `splitScans`.
 * @throws SplitError where they cannot be made
 */
export function foldsOf(
  scans: readonly FoldScan[],
  classes: readonly string[],
  groups: ArrayLike<number>,
  settings: SplitSettings,
): Fold[] {
  const { testing, kind, seed } = settings;
  if (!testing) return [{ ...splitScans(scans, classes, groups, settings), name: 'Split' }];
  if (kind === 'own') {
    throw new SplitError("The set's own split is one split: choose the grouped one to test on several.");
  }
  switch (testing.by) {
    case 'repeats':
      return Array.from({ length: testing.count }, (_, index) => ({
        ...splitScans(scans, classes, groups, { ...settings, seed: (seed + index) % 2 ** 32 }),
        name: `Split seed ${(seed + index) % 2 ** 32}`,
      }));
    case 'folds':
      return kFolds(scans, classes, groups, settings, testing.count);
    default:
      return sourceFolds(scans, classes, groups, settings, testing.by);
  }
}

function kFolds(
  scans: readonly FoldScan[],
  classes: readonly string[],
  groups: ArrayLike<number>,
  settings: SplitSettings,
  count: number,
): Fold[] {
  checkShares(settings.shares);
  const units = splitUnits(scans, classes, groups, settings);
  checkClasses(classes, units, Math.max(3, count));
  const parts = assign(createRandom(settings.seed).shuffle(units), Array<number>(count).fill(1 / count));
  return parts.map((test, index) => {
    const others = parts.flatMap((part, at) => (at === index ? [] : part)).sort(byFirstSha256);
    return { ...foldOf(others, test, classes, settings), name: `Fold ${index + 1}` };
  });
}

/** What a scan's source is called; null where nothing is known of it: it is trained on. */
const SOURCES: Readonly<
  Record<Extract<Testing, { by: 'folder' | 'format' }>['by'], (scan: FoldScan) => string | null>
> = {
  folder: ({ path, className }) => sourceFolder(path, className),
  format: ({ format }) => format,
};

/** The largest sources, each held out once, with all that belongs together with one of its scans. */
function sourceFolds(
  scans: readonly FoldScan[],
  classes: readonly string[],
  groups: ArrayLike<number>,
  settings: SplitSettings,
  by: keyof typeof SOURCES,
): Fold[] {
  checkShares(settings.shares);
  const sources = scans.map(SOURCES[by]);
  const counts = new Map<string, number>();
  for (const source of sources) if (source !== null) counts.set(source, (counts.get(source) ?? 0) + 1);
  const held = [...counts]
    .filter(([, count]) => count >= LEAST_OF_SOURCE && count < scans.length)
    .sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1))
    .slice(0, MOST_FOLDS);
  const folds = held.flatMap(([source]) => {
    const touched = new Set(Array.from(groups).filter((_, index) => sources[index] === source));
    const isTested = (index: number) => sources[index] === source;
    const isLearned = (index: number) =>
      !isTested(index) && (settings.kind === 'random' || !touched.has(groups[index] ?? 0));
    const unitsOf = (isIn: (index: number) => boolean) => {
      const places = [...scans.keys()].filter(isIn);
      const chosen = places.flatMap((place) => scans[place] ?? []);
      const numbers = places.map((place) => groups[place] ?? 0);
      return splitUnits(chosen, classes, numbers, settings);
    };
    const learned = unitsOf(isLearned);
    if (!canBeLearned(learned, classes)) return [];
    return { ...foldOf(learned, unitsOf(isTested), classes, settings), name: source };
  });
  if (folds.length > 0) return folds;
  throw new SplitError(
    `No ${by} has ${LEAST_OF_SOURCE} scans or more and leaves two groups of every class to learn from: choose folds instead.`,
  );
}

/** A source without which a class would be missing is not held out. */
function canBeLearned(units: readonly SplitUnit[], classes: readonly string[]): boolean {
  return classes.every((_, index) => units.filter((unit) => has(unit, index)).length >= 2);
}

function foldOf(
  learned: readonly SplitUnit[],
  test: readonly SplitUnit[],
  classes: readonly string[],
  settings: SplitSettings,
): Split {
  return splitOf({ ...drawValidation(learned, classes, settings), test: [...test] }, settings);
}

/** So that what is drawn depends on the scans alone. */
function byFirstSha256(a: SplitUnit, b: SplitUnit): number {
  return (a.sha256s[0] ?? '') < (b.sha256s[0] ?? '') ? -1 : 1;
}
