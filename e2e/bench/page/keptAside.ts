import { foldsOf } from '../../../src/dataset/split/folds.ts';
import { binaryResults } from '../../../src/evaluation/metrics/testResults.ts';
import { type Predictions, pooled } from '../../../src/evaluation/predictions.ts';
import { chooseThreshold } from '../../../src/evaluation/threshold/threshold.ts';
import type { Estimate } from '../../../src/statistics/intervals/estimate.ts';
import { differenceOf } from '../../../src/statistics/intervals/intervals.ts';
import { meanOfDependent } from '../../../src/statistics/intervals/meanOfEstimates.ts';
import { CLASSES, groupedFolds, predictionsOf, scans, trainOn, type Variant } from './realScans.ts';

/** Also which groups are kept aside, and the split seed: a draw is another luck in all of it. */
type Draw = Variant & {
  /** One of so many groups is kept aside. */
  readonly oneOf: number;
  /** 1: one split of what is left; more: its cross-validation. */
  readonly folds: number;
};

const FIGURES = ['accuracy', 'auc'] as const;
/** As Train begins with. */
const SHARES = { training: 0.7, validation: 0.15, test: 0.15 } as const;

/**
 * Keeps some groups aside, gives the rest to the page's own split, training, threshold and intervals, and asks whether what is shown of the
 * test set (and of the validation set) holds what the same network reaches on the scans kept aside.
 */
export async function judgeAside(draw: Draw) {
  const all = Array.from(scans, (_, scan) => scan);
  const partOf = groupedFolds(all, draw.oneOf, draw.seed);
  // In turn: the first fold always has the largest group.
  const kept = draw.seed % draw.oneOf;
  const [aside, others] = [true, false].map((isAside) => all.filter((scan) => (partOf[scan] === kept) === isAside));
  const networks: Asked[] = [];
  for (const parts of splitsOf(others ?? [], draw)) networks.push(await trainedAndAsked(draw, parts, aside ?? []));
  const threshold = chooseThreshold(inOne(networks.map(({ validation }) => validation)));
  const shown = (of: 'validation' | 'test') => binaryResults(inOne(networks.map((each) => each[of])), threshold);
  const [test, validation] = [shown('test'), shown('validation')];
  const come = networks.map((each) => binaryResults(each.aside, threshold).metrics);
  return {
    threshold,
    figures: FIGURES.map((figure) => {
      const later = come.flatMap((metrics) => metrics[figure] ?? []);
      const held = (estimate: Estimate | null) => (estimate ? heldBy(estimate, meanOfDependent(later)) : null);
      return { figure, test: held(test.metrics[figure]), validation: held(validation.metrics[figure]) };
    }),
  };
}

/**
 * What comes has an error of its own. If both intervals say the truth, the interval of their difference (the distances to the limits added
 * by their squares: Newcombe's method 10) holds zero in 95 of 100.
 */
function heldBy(shown: Estimate, comes: Estimate) {
  const { value, low, high } = differenceOf(shown, comes);
  return { shown, comes, difference: value, holds: low <= 0 && 0 <= high };
}

function splitsOf(some: readonly number[], { seed, folds }: Draw) {
  const placeOf = new Map(some.map((scan) => [scans[scan]?.audited.sha256 ?? '', scan]));
  const listed = some.flatMap((place) => {
    const scan = scans[place];
    return scan ? [{ ...scan.audited, path: scan.audited.sha256, group: scan.group }] : [];
  });
  const testing = folds > 1 ? { testing: { by: 'folds', count: folds } as const } : {};
  const settings = { kind: 'grouped', strata: 'files', seed, shares: SHARES, ...testing } as const;
  const groups = listed.map(({ group }) => group);
  const places = (sha256s: readonly string[]) => sha256s.flatMap((sha256) => placeOf.get(sha256) ?? []);
  return foldsOf(listed, CLASSES, groups, settings).map(({ parts }) => ({
    training: places(parts.training),
    validation: places(parts.validation),
    test: places(parts.test),
  }));
}

type Parts = ReturnType<typeof splitsOf>[number];

/** What a network says. */
type Asked = Readonly<Record<'validation' | 'test' | 'aside', Predictions>>;

async function trainedAndAsked(draw: Draw, parts: Parts, aside: readonly number[]): Promise<Asked> {
  const { best, settings } = await trainOn(draw, parts);
  const said = (some: readonly number[]) => predictionsOf(best.artifacts, some, settings);
  return { validation: await said(parts.validation), test: await said(parts.test), aside: await said(aside) };
}

/** `pooled`, with the groups again. */
function inOne(all: readonly Predictions[]): Predictions {
  const groupOf = new Map(scans.map(({ audited, group }) => [audited.sha256, group]));
  const one = pooled(all);
  return { ...one, groups: one.sha256.map((sha256) => groupOf.get(sha256) ?? -1) };
}
