import type { Scan } from '../scan.ts';
import { type GroupKeys, leakageGroups } from './leakageGroups.ts';

/**
 * For each scan the number of what belongs together, counted from 0: its copies, by what the audit found of the same scans,
 * and the scans of the same patient or volume. The grouped split keeps these on one side (and what only excluded scans join).
 */
export function leakageGroupsOf(
  scans: readonly (GroupKeys & Pick<Scan, 'sha256'>)[],
  copies: readonly { readonly sha256s: readonly string[] }[],
): Int32Array {
  const groupOf = new Map(copies.flatMap(({ sha256s }, group) => sha256s.map((sha256) => [sha256, group] as const)));
  const groups = scans.map(({ sha256 }, index) => groupOf.get(sha256) ?? copies.length + index);
  return leakageGroups(groups, scans);
}

/**
 * SHA-256 of the test scans that have a duplicate in training: a scan of the same leakage group that is neither in validation nor in the test.
 *
 * @param groups For each scan the number of its group (`leakageGroupsOf`).
 */
export function trainTestOverlap(
  scans: readonly Pick<Scan, 'sha256'>[],
  groups: ArrayLike<number>,
  heldBack: { readonly validation: readonly string[]; readonly test: readonly string[] },
): Set<string> {
  if (groups.length !== scans.length) throw new Error(`${scans.length} scans cannot have ${groups.length} groups.`);
  const test = new Set(heldBack.test);
  const validation = new Set(heldBack.validation);
  const isTrained = ({ sha256 }: Pick<Scan, 'sha256'>) => !test.has(sha256) && !validation.has(sha256);
  const trained = new Set(scans.flatMap((scan, index) => (isTrained(scan) ? [groups[index]] : [])));
  return new Set(
    scans.flatMap(({ sha256 }, index) => (test.has(sha256) && trained.has(groups[index]) ? [sha256] : [])),
  );
}
