import type { Scan } from '../scan.ts';
import { fileStrata } from './fileStrata.ts';
import type { SplitSettings } from './splitSettings.ts';

/** What must stay together: copies of each other, scans of one patient or volume, or one scan. */
export type SplitUnit = {
  readonly sha256s: readonly string[];
  readonly group: number;
  readonly countPerClass: readonly number[];
  /** [stratum, scans]: of all that the parts shall have their shares of, the classes and, where asked for, kinds of files. */
  readonly counts: readonly (readonly [number, number])[];
};

export type SplitScan = Pick<Scan, 'sha256' | 'className' | 'subset' | 'width' | 'height' | 'format'>;

/** In an order that depends only on the scans, not on how they were listed. */
export function splitUnits(
  scans: readonly SplitScan[],
  classes: readonly string[],
  groups: ArrayLike<number>,
  { kind, strata }: Pick<SplitSettings, 'kind' | 'strata'>,
): SplitUnit[] {
  if (groups.length !== scans.length) throw new Error(`${scans.length} scans cannot have ${groups.length} groups.`);
  const fileKinds = strata === 'files' ? fileStrata(scans) : null;
  const members = new Map<number, Member[]>();
  scans.forEach((scan, index) => {
    const group = groups[index] ?? 0;
    const key = kind === 'grouped' ? group : index;
    const member = { scan, group, stratum: fileKinds?.[index] ?? null };
    const unit = members.get(key);
    if (unit) unit.push(member);
    else members.set(key, [member]);
  });
  return [...members.values()].map((unit) => unitOf(unit, classes)).sort(byFirstSha256);
}

type Member = { readonly scan: SplitScan; readonly group: number; readonly stratum: number | null };

function unitOf(members: readonly Member[], classes: readonly string[]): SplitUnit {
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

function byFirstSha256(a: SplitUnit, b: SplitUnit): number {
  const [first = '', other = ''] = [a.sha256s[0], b.sha256s[0]];
  return first < other ? -1 : first > other ? 1 : 0;
}

/**
 * Largest units first, each to the part where it raises the sum over the strata of (scans - target)^2 / target least:
 * large ones find room while there is some, and the small ones even out what is left.
 */
export function assign(shuffled: readonly SplitUnit[], shares: readonly number[]): SplitUnit[][] {
  const totals = new Map<number, number>();
  for (const unit of shuffled) addCounts(totals, unit);
  const parts = shares.map((share) => ({ share, units: [] as SplitUnit[], counts: new Map<number, number>() }));
  type Part = (typeof parts)[number];
  const rise = ({ counts }: SplitUnit, part: Part) =>
    counts.reduce((sum, [stratum, count]) => {
      const target = part.share * (totals.get(stratum) ?? 0);
      return sum + (count * (2 * ((part.counts.get(stratum) ?? 0) - target) + count)) / target;
    }, 0);
  for (const unit of shuffled.toSorted((a, b) => b.sha256s.length - a.sha256s.length)) {
    const best = parts.reduce((a, b) => (rise(unit, b) < rise(unit, a) ? b : a));
    best.units.push(unit);
    addCounts(best.counts, unit);
  }
  return parts.map(({ units }) => units);
}

function addCounts(sums: Map<number, number>, { counts }: SplitUnit): void {
  for (const [stratum, count] of counts) sums.set(stratum, (sums.get(stratum) ?? 0) + count);
}

export function has(unit: SplitUnit, classIndex: number): boolean {
  return (unit.countPerClass[classIndex] ?? 0) > 0;
}
