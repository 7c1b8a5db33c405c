import { createRandom } from '../../statistics/random.ts';
import { type SplitSettings, SUBSETS, type Subset } from './splitSettings.ts';
import { assign, has, type SplitScan, type SplitUnit, splitUnits } from './splitUnits.ts';

/** Each part as SHA-256 ids. Every scan of the data set is in exactly one part. */
export type Split = {
  readonly settings: SplitSettings;
  readonly parts: Readonly<Record<Subset, readonly string[]>>;
  /** Test scans that have a copy, or a scan of the same patient or volume, in training; 0 for a grouped split. */
  readonly testScansWithTwin: number;
};

/** The split that was asked for cannot be made; the message says why and what to do. */
export class SplitError extends Error {
  override readonly name = 'SplitError';
}

/**
 * Divides the scans into training, validation and test, every class in every part, in shares per class as near to
 * those asked for as whole groups allow. The same scans, groups, settings and seed give the same split,
 * in whatever order they come.
 *
 * @param groups For each scan the number of what it belongs to (`leakageGroups`): its copies, its patient or volume.
 * @throws SplitError where that cannot be done.
 */
export function splitScans(
  scans: readonly SplitScan[],
  classes: readonly string[],
  groups: ArrayLike<number>,
  settings: SplitSettings,
): Split {
  checkShares(settings.shares);
  if (settings.kind === 'own') return ownSplit(scans, classes, groups, settings);
  const units = splitUnits(scans, classes, groups, settings);
  checkClasses(classes, units);
  const assigned = assignSubsets(createRandom(settings.seed).shuffle(units), settings.shares);
  giveEveryPartEveryClass(assigned, classes);
  return splitOf(assigned, settings);
}

/**
 * The data set's own split. Where it has no validation, groups of training are drawn for it; where it has no test, its validation
 * is the test. Scans of no subset are trained on.
 */
function ownSplit(
  scans: readonly SplitScan[],
  classes: readonly string[],
  groups: ArrayLike<number>,
  settings: SplitSettings,
): Split {
  const came = (subset: Subset) =>
    scans.flatMap((scan, index) => ((scan.subset ?? 'training') === subset ? [index] : []));
  const [training, validation, test] = [came('training'), came('validation'), came('test')];
  const [judgedOn, stoppedOn] = test.length > 0 ? [test, validation] : [validation, []];
  if (training.length === 0 || judgedOn.length === 0) {
    throw new SplitError('The data set names no training and test scans of its own: choose the grouped split.');
  }
  const unitsOf = (indices: readonly number[], kind: SplitSettings['kind']) =>
    splitUnits(
      indices.flatMap((index) => scans[index] ?? []),
      classes,
      indices.map((index) => groups[index] ?? 0),
      { ...settings, kind },
    );
  const drawn = stoppedOn.length > 0 ? null : drawValidation(unitsOf(training, 'grouped'), classes, settings);
  const assignment: Assignment = {
    training: drawn?.training ?? unitsOf(training, 'random'),
    validation: drawn?.validation ?? unitsOf(stoppedOn, 'random'),
    test: unitsOf(judgedOn, 'random'),
  };
  assertEverySubsetHasEveryClass(assignment, classes);
  return splitOf(assignment, settings);
}

function assertEverySubsetHasEveryClass(assignment: Assignment, classes: readonly string[]): void {
  for (const subset of SUBSETS) {
    const missing = classes.find((_, index) => !assignment[subset].some((unit) => has(unit, index)));
    if (missing !== undefined) {
      throw new SplitError(
        `The set's own ${subset} has no scan of the class "${missing}": choose the grouped split, or leave the class out.`,
      );
    }
  }
}

/** Training and validation of what is not tested on, every class in both. @throws SplitError where that cannot be done */
export function drawValidation(
  units: readonly SplitUnit[],
  classes: readonly string[],
  { seed, shares }: SplitSettings,
): Pick<Assignment, 'training' | 'validation'> {
  const share = shares.validation / (shares.training + shares.validation);
  const shuffled = createRandom(seed).shuffle(units);
  const drawn = assignSubsets(shuffled, { training: 1 - share, validation: share, test: 0 });
  giveEveryPartEveryClass(drawn, classes, ['training', 'validation']);
  return drawn;
}

export function splitOf(assigned: Assignment, settings: SplitSettings): Split {
  const sha256sOf = (part: Subset) => assigned[part].flatMap(({ sha256s }) => sha256s).sort();
  return {
    settings,
    parts: { training: sha256sOf('training'), validation: sha256sOf('validation'), test: sha256sOf('test') },
    testScansWithTwin: countTwins(assigned),
  };
}

export function checkShares(shares: Readonly<Record<Subset, number>>): void {
  const sum = SUBSETS.reduce((total, part) => total + shares[part], 0);
  if (!SUBSETS.every((part) => shares[part] > 0) || Math.abs(sum - 1) > 1e-6) {
    throw new SplitError('The shares for training, validation and test must each be above 0 and sum to 100 %.');
  }
}

/** @param least groups that each class needs, one for each part */
export function checkClasses(
  classes: readonly string[],
  units: readonly SplitUnit[],
  least: number = SUBSETS.length,
): void {
  if (classes.length < 2) {
    const which = classes[0] === undefined ? 'There are no classes' : `All scans are of one class ("${classes[0]}")`;
    throw new SplitError(
      `${which}: add a folder of scans of another class, because a network learns to tell classes apart.`,
    );
  }
  classes.forEach((name, index) => {
    const count = units.filter(({ countPerClass }) => (countPerClass[index] ?? 0) > 0).length;
    if (count >= least) return;
    const scans = units.reduce((sum, { countPerClass }) => sum + (countPerClass[index] ?? 0), 0);
    const few =
      scans === count
        ? `${count === 0 ? 'no' : `only ${count}`} ${count === 1 ? 'scan' : 'scans'}`
        : `${scans} scans, but only ${count} when duplicates, and scans of one patient or volume, count once`;
    const need =
      least > SUBSETS.length ? `${least} folds need one each` : 'training, validation and test need one each';
    throw new SplitError(`The class "${name}" has ${few}: ${need}. Add scans to it, or leave the class out.`);
  });
}

type Assignment = Record<Subset, SplitUnit[]>;

function assignSubsets(shuffled: readonly SplitUnit[], shares: Readonly<Record<Subset, number>>): Assignment {
  const asked = SUBSETS.filter((part) => shares[part] > 0);
  const parts = assign(
    shuffled,
    asked.map((part) => shares[part]),
  );
  return { training: [], validation: [], test: [], ...Object.fromEntries(asked.map((part, at) => [part, parts[at]])) };
}

/** A class of few, large groups can miss a small part: its smallest group is moved there from a part that can spare it. */
function giveEveryPartEveryClass(
  assignment: Assignment,
  classes: readonly string[],
  parts: readonly Subset[] = SUBSETS,
): void {
  classes.forEach((name, index) => {
    for (const part of parts) {
      if (assignment[part].some((unit) => has(unit, index))) continue;
      const spare = smallestSpareUnit(assignment, index, parts);
      if (spare === null) {
        throw new SplitError(
          `The class "${name}" cannot be in ${parts.length > 2 ? 'training, validation and test' : parts.join(' and ')} at once without separating duplicates, or scans of one patient or volume: add scans to it.`,
        );
      }
      assignment[spare.from] = assignment[spare.from].filter((unit) => unit !== spare.unit);
      assignment[part].push(spare.unit);
    }
  });
}

function smallestSpareUnit(
  assignment: Assignment,
  index: number,
  parts: readonly Subset[],
): { from: Subset; unit: SplitUnit } | null {
  const spare = parts.flatMap((from) =>
    assignment[from]
      .filter((unit) => has(unit, index) && canSpare(assignment[from], unit))
      .map((unit) => ({ from, unit })),
  );
  return spare.sort((a, b) => a.unit.sha256s.length - b.unit.sha256s.length)[0] ?? null;
}

function canSpare(units: readonly SplitUnit[], leaving: SplitUnit): boolean {
  return leaving.countPerClass.every(
    (count, index) => count === 0 || units.some((other) => other !== leaving && has(other, index)),
  );
}

function countTwins(assignment: Assignment): number {
  const inTraining = new Set(assignment.training.map(({ group }) => group));
  return assignment.test
    .filter(({ group }) => inTraining.has(group))
    .reduce((sum, { sha256s }) => sum + sha256s.length, 0);
}
