import type { DataSet, FileOutcome, Scan } from '../dataset/scan.ts';
import type { DuplicateGroup } from './auditReport.ts';

/** The groups of some scans of a data set, in their order; their numbers are those that they have in the whole. */
export function subsetGroups(
  all: readonly Scan[],
  groups: ArrayLike<number>,
  some: readonly { readonly sha256: string }[],
): Int32Array {
  if (groups.length !== all.length) throw new Error(`${all.length} scans cannot have ${groups.length} groups.`);
  const groupOf = new Map(all.map(({ sha256 }, index) => [sha256, groups[index] ?? 0]));
  return Int32Array.from(some, ({ sha256 }) => groupOf.get(sha256) ?? 0);
}

/**
 * The scans in use that are copies of each other, conflicts first, then the largest groups.
 *
 * @param stored Everything that was imported, under the classes of its import as they are called now, like the outcomes.
 * @param groups For each scan in use the number of its group.
 * @param labelled Scans whose class was chosen by hand since: that settles under which class their bytes count.
 */
export function duplicateGroups(
  stored: DataSet,
  inUse: readonly Scan[],
  groups: ArrayLike<number>,
  outcomes: readonly FileOutcome[],
  labelled: ReadonlySet<string>,
): DuplicateGroup[] {
  const again = droppedAgain(stored, outcomes);
  const members = new Map<number, Scan[]>();
  inUse.forEach((scan, index) => {
    const group = groups[index] ?? 0;
    const known = members.get(group);
    if (known) known.push(scan);
    else members.set(group, [scan]);
  });
  const all: DuplicateGroup[] = [];
  for (const scans of members.values()) {
    const files = scans.flatMap(({ sha256 }) => again.get(sha256) ?? []);
    if (scans.length + files.length < 2) continue;
    const conflict = scans.some(
      (scan) => scan.className !== scans[0]?.className || wasDroppedAsAnother(scan, again, labelled),
    );
    all.push({ sha256s: scans.map(({ sha256 }) => sha256), conflict, droppedAgain: files });
  }
  return all.sort((a, b) => Number(b.conflict) - Number(a.conflict) || filesOf(b) - filesOf(a));
}

type DroppedAgain = ReadonlyMap<string, DuplicateGroup['droppedAgain']>;

/** By the SHA-256 of the scan that stays. */
function droppedAgain({ scans }: DataSet, outcomes: readonly FileOutcome[]): DroppedAgain {
  const place = (path: string, className: string) => `${className}\n${path}`;
  const shaAt = new Map(scans.map((scan) => [place(scan.path, scan.className), scan.sha256]));
  const again = new Map<string, DuplicateGroup['droppedAgain'][number][]>();
  for (const outcome of outcomes) {
    if (outcome.status !== 'duplicate') continue;
    const sha256 = outcome.sha256 ?? shaAt.get(place(outcome.of, outcome.ofClassName));
    if (sha256 === undefined) continue;
    const file = { path: outcome.path, className: outcome.className, sha256 };
    const known = again.get(sha256);
    if (known) known.push(file);
    else again.set(sha256, [file]);
  }
  return again;
}

function wasDroppedAsAnother({ sha256, className }: Scan, again: DroppedAgain, labelled: ReadonlySet<string>): boolean {
  return !labelled.has(sha256) && (again.get(sha256) ?? []).some((file) => file.className !== className);
}

function filesOf({ sha256s, droppedAgain: files }: DuplicateGroup): number {
  return sha256s.length + files.length;
}
