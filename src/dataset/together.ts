import type { Subject } from './scan.ts';
import { UnionFind } from './unionFind.ts';

/**
 * For each scan the number of what a split must keep on one side, counted from 0 in order of first appearance: its copies, and
 * the scans of the same patient or volume, and their copies in turn.
 *
 * @param copies For each scan the number of its group of copies (`groupCopies`).
 * @param subjects For each scan whom or what it is of; null where nothing is known.
 */
export function together(copies: ArrayLike<number>, subjects: readonly (Pick<Subject, 'id'> | null)[]): Int32Array {
  if (copies.length !== subjects.length)
    throw new Error(`${subjects.length} scans cannot have ${copies.length} groups of copies.`);
  const bundles = new UnionFind(subjects.length);
  const firstOf = new Map<string, number>();
  const joinBy = (key: string, index: number): void => {
    const first = firstOf.get(key);
    if (first === undefined) firstOf.set(key, index);
    else bundles.join(first, index);
  };
  subjects.forEach((subject, index) => {
    joinBy(`copy ${copies[index]}`, index);
    if (subject) joinBy(`subject ${subject.id}`, index);
  });
  return bundles.numbered();
}
