import { UnionFind } from '../../statistics/neighbours/unionFind.ts';
import type { PatientKey, SlicePlace } from '../scan.ts';

/** Whom or what a scan is of, and of which series it is a slice; null where nothing is known. */
export type GroupKeys = {
  readonly subject: Pick<PatientKey, 'id'> | null;
  readonly slice: Pick<SlicePlace, 'series'> | null;
};

/**
 * For each scan the number of what a split must keep on one side, counted from 0 in order of first appearance: its copies,
 * the scans of the same patient or volume, and all these in turn. Slices of one series always stay together:
 * a table may know the patient of only some.
 *
 * @param copies For each scan the number of its group of copies (`nearDuplicates`).
 */
export function leakageGroups(copies: ArrayLike<number>, scans: readonly GroupKeys[]): Int32Array {
  if (copies.length !== scans.length)
    throw new Error(`${scans.length} scans cannot have ${copies.length} groups of copies.`);
  const groups = new UnionFind(scans.length);
  const firstOf = new Map<string, number>();
  const joinBy = (key: string, index: number): void => {
    const first = firstOf.get(key);
    if (first === undefined) firstOf.set(key, index);
    else groups.join(first, index);
  };
  scans.forEach(({ subject, slice }, index) => {
    joinBy(`copy ${copies[index]}`, index);
    if (subject) joinBy(`subject ${subject.id}`, index);
    if (slice) joinBy(`series ${slice.series}`, index);
  });
  return groups.numbered();
}
