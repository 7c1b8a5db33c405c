import { createRandom } from '../../statistics/random.ts';
import type { Scan } from '../scan.ts';
import { fileStrata } from './fileStrata.ts';
import { type SplitSettings, SUBSETS, type Subset } from './splitSettings.ts';

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

/** What must stay together: copies of each other, scans of one patient or volume, or one scan. */
type Bundle = {
  readonly sha256s: readonly string[];
  readonly group: number;
  readonly countPerClass: readonly number[];
  /** [stratum, scans]: of all that the parts shall have their shares of, the classes and, where asked for, kinds of files. */
  readonly counts: readonly (readonly [number, number])[];
};

export type SplitScan = Pick<Scan, 'sha256' | 'className' | 'subset' | 'width' | 'height' | 'format'>;

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
  const bundles = bundleScans(scans, classes, groups, settings);
  checkClasses(classes, bundles);
  const assigned = assignSubsets(createRandom(settings.seed).shuffle(bundles), settings.shares);
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
  const bundled = (indices: readonly number[], kind: SplitSettings['kind']) =>
    bundleScans(
      indices.flatMap((index) => scans[index] ?? []),
      classes,
      indices.map((index) => groups[index] ?? 0),
      { ...settings, kind },
    );
  const drawn = stoppedOn.length > 0 ? null : drawValidation(bundled(training, 'grouped'), settings);
  const assignment: Assignment = {
    training: drawn?.training ?? bundled(training, 'random'),
    validation: drawn?.validation ?? bundled(stoppedOn, 'random'),
    test: bundled(judgedOn, 'random'),
  };
  for (const subset of SUBSETS) {
    const missing = classes.find((_, index) => !assignment[subset].some((bundle) => has(bundle, index)));
    if (missing !== undefined) {
      throw new SplitError(
        `The set's own ${subset} has no scan of the class "${missing}": choose the grouped split, or leave the class out.`,
      );
    }
  }
  return splitOf(assignment, settings);
}

function drawValidation(
  bundles: readonly Bundle[],
  { seed, shares }: SplitSettings,
): Pick<Assignment, 'training' | 'validation'> {
  const share = shares.validation / (shares.training + shares.validation);
  return assignSubsets(createRandom(seed).shuffle(bundles), { training: 1 - share, validation: share, test: 0 });
}

function splitOf(assigned: Assignment, settings: SplitSettings): Split {
  const sha256sOf = (part: Subset) => assigned[part].flatMap(({ sha256s }) => sha256s).sort();
  return {
    settings,
    parts: { training: sha256sOf('training'), validation: sha256sOf('validation'), test: sha256sOf('test') },
    testScansWithTwin: countTwins(assigned),
  };
}

function checkShares(shares: Readonly<Record<Subset, number>>): void {
  const sum = SUBSETS.reduce((total, part) => total + shares[part], 0);
  if (!SUBSETS.every((part) => shares[part] > 0) || Math.abs(sum - 1) > 1e-6) {
    throw new SplitError('The shares for training, validation and test must each be above 0 and sum to 100 %.');
  }
}

/** In an order that depends only on the scans, not on how they were listed. */
function bundleScans(
  scans: readonly SplitScan[],
  classes: readonly string[],
  groups: ArrayLike<number>,
  { kind, strata }: Pick<SplitSettings, 'kind' | 'strata'>,
): Bundle[] {
  if (groups.length !== scans.length) throw new Error(`${scans.length} scans cannot have ${groups.length} groups.`);
  const fileKinds = strata === 'files' ? fileStrata(scans) : null;
  const members = new Map<number, Member[]>();
  scans.forEach((scan, index) => {
    const group = groups[index] ?? 0;
    const key = kind === 'grouped' ? group : index;
    const member = { scan, group, stratum: fileKinds?.[index] ?? null };
    const bundle = members.get(key);
    if (bundle) bundle.push(member);
    else members.set(key, [member]);
  });
  return [...members.values()].map((bundle) => toBundle(bundle, classes)).sort(byFirstSha256);
}

type Member = { readonly scan: SplitScan; readonly group: number; readonly stratum: number | null };

function toBundle(members: readonly Member[], classes: readonly string[]): Bundle {
  const countPerClass = classes.map((name) => members.filter(({ scan }) => scan.className === name).length);
  const stranger = members.find(({ scan }) => !classes.includes(scan.className));
  if (stranger)
    throw new Error(`A scan is of the class "${stranger.scan.className}", which the data set does not have.`);
  const counts = new Map(countPerClass.entries());
  for (const { stratum } of members) {
    if (stratum !== null) counts.set(classes.length + stratum, (counts.get(classes.length + stratum) ?? 0) + 1);
  }
  return {
    sha256s: members.map(({ scan }) => scan.sha256).sort(),
    group: members[0]?.group ?? 0,
    countPerClass,
    counts: [...counts].filter(([, count]) => count > 0),
  };
}

function byFirstSha256(a: Bundle, b: Bundle): number {
  const [first = '', other = ''] = [a.sha256s[0], b.sha256s[0]];
  return first < other ? -1 : first > other ? 1 : 0;
}

function checkClasses(classes: readonly string[], bundles: readonly Bundle[]): void {
  if (classes.length < 2) {
    const which = classes[0] === undefined ? 'There are no classes' : `All scans are of one class ("${classes[0]}")`;
    throw new SplitError(
      `${which}: add a folder of scans of another class, because a network learns to tell classes apart.`,
    );
  }
  classes.forEach((name, index) => {
    const count = bundles.filter(({ countPerClass }) => (countPerClass[index] ?? 0) > 0).length;
    if (count >= SUBSETS.length) return;
    const scans = bundles.reduce((sum, { countPerClass }) => sum + (countPerClass[index] ?? 0), 0);
    const few =
      scans === count
        ? `${count === 0 ? 'no' : `only ${count}`} ${count === 1 ? 'scan' : 'scans'}`
        : `${scans} scans, but only ${count} when duplicates, and scans of one patient or volume, count once`;
    throw new SplitError(
      `The class "${name}" has ${few}: training, validation and test need one each. Add scans to it, or leave the class out.`,
    );
  });
}

type Assignment = Record<Subset, Bundle[]>;

function assignSubsets(shuffled: readonly Bundle[], shares: Readonly<Record<Subset, number>>): Assignment {
  const asked = SUBSETS.filter((part) => shares[part] > 0);
  const parts = assign(
    shuffled,
    asked.map((part) => shares[part]),
  );
  return { training: [], validation: [], test: [], ...Object.fromEntries(asked.map((part, at) => [part, parts[at]])) };
}

/**
 * Largest bundles first, each to the part where it raises the sum over the strata of (scans - target)^2 / target least:
 * large ones find room while there is some, and the small ones even out what is left.
 */
function assign(shuffled: readonly Bundle[], shares: readonly number[]): Bundle[][] {
  const totals = new Map<number, number>();
  for (const bundle of shuffled) addCounts(totals, bundle);
  const parts = shares.map((share) => ({ share, bundles: [] as Bundle[], counts: new Map<number, number>() }));
  type Part = (typeof parts)[number];
  const rise = ({ counts }: Bundle, part: Part) =>
    counts.reduce((sum, [stratum, count]) => {
      const target = part.share * (totals.get(stratum) ?? 0);
      return sum + (count * (2 * ((part.counts.get(stratum) ?? 0) - target) + count)) / target;
    }, 0);
  for (const bundle of shuffled.toSorted((a, b) => b.sha256s.length - a.sha256s.length)) {
    const best = parts.reduce((a, b) => (rise(bundle, b) < rise(bundle, a) ? b : a));
    best.bundles.push(bundle);
    addCounts(best.counts, bundle);
  }
  return parts.map(({ bundles }) => bundles);
}

function addCounts(sums: Map<number, number>, { counts }: Bundle): void {
  for (const [stratum, count] of counts) sums.set(stratum, (sums.get(stratum) ?? 0) + count);
}

/** A class of few, large groups can miss a small part: its smallest group is moved there from a part that can spare it. */
function giveEveryPartEveryClass(assignment: Assignment, classes: readonly string[]): void {
  classes.forEach((name, index) => {
    for (const part of SUBSETS) {
      if (assignment[part].some((bundle) => has(bundle, index))) continue;
      const spare = smallestSpareBundle(assignment, index);
      if (spare === null) {
        throw new SplitError(
          `The class "${name}" cannot be in training, validation and test at once without separating duplicates, or scans of one patient or volume: add scans to it.`,
        );
      }
      assignment[spare.from] = assignment[spare.from].filter((bundle) => bundle !== spare.bundle);
      assignment[part].push(spare.bundle);
    }
  });
}

function smallestSpareBundle(assignment: Assignment, index: number): { from: Subset; bundle: Bundle } | null {
  const spare = SUBSETS.flatMap((from) =>
    assignment[from]
      .filter((bundle) => has(bundle, index) && canSpare(assignment[from], bundle))
      .map((bundle) => ({ from, bundle })),
  );
  return spare.sort((a, b) => a.bundle.sha256s.length - b.bundle.sha256s.length)[0] ?? null;
}

function canSpare(bundles: readonly Bundle[], leaving: Bundle): boolean {
  return leaving.countPerClass.every(
    (count, index) => count === 0 || bundles.some((other) => other !== leaving && has(other, index)),
  );
}

function has(bundle: Bundle, classIndex: number): boolean {
  return (bundle.countPerClass[classIndex] ?? 0) > 0;
}

function countTwins(assignment: Assignment): number {
  const inTraining = new Set(assignment.training.map(({ group }) => group));
  return assignment.test
    .filter(({ group }) => inTraining.has(group))
    .reduce((sum, { sha256s }) => sum + sha256s.length, 0);
}
