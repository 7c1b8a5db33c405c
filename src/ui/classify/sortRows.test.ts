import { expect, test } from 'vitest';
import type { ClassifiedRow } from '../../worker/protocol.ts';
import { nextSorting, type Sorting, sortRows } from './sortRows.ts';

const thumbnail = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };
const row = (path: string, p: number): ClassifiedRow => ({
  status: 'classified',
  path,
  sha256: path,
  width: 1,
  height: 1,
  probabilities: [1 - p, p],
  thumbnail,
  knownFrom: null,
});
const rows: ClassifiedRow[] = [
  row('scan 10.png', 0.2),
  { status: 'refused', path: 'broken.png', reason: 'Cut off.' },
  row('scan 2.png', 0.9),
  row('Scan 1.png', 0.6),
];
const sorted = (sorting: Sorting | null) =>
  sortRows(
    rows,
    sorting,
    ([, p = 0]) => (p >= 0.5 ? 1 : 0),
    ([, p = 0]) => p,
  );

test('without sorting rows stay in the order of the files', () => {
  expect(sorted(null)).toEqual([0, 1, 2, 3]);
});

test('names sort as people count: 2 before 10', () => {
  expect(sorted({ key: 'file', descending: false })).toEqual([1, 3, 2, 0]);
});

test('probabilities sort either way, and what was refused stays at the end', () => {
  expect(sorted({ key: 'probability', descending: true })).toEqual([2, 3, 0, 1]);
  expect(sorted({ key: 'probability', descending: false })).toEqual([0, 3, 2, 1]);
});

test('equal verdicts keep the order of the files', () => {
  expect(sorted({ key: 'verdict', descending: true })).toEqual([2, 3, 0, 1]);
});

test('clicks on a column sort, turn round, and undo; probabilities begin with the highest', () => {
  const first = nextSorting(null, 'probability');
  expect(first).toEqual({ key: 'probability', descending: true });
  expect(nextSorting(first, 'probability')).toEqual({ key: 'probability', descending: false });
  expect(nextSorting({ key: 'probability', descending: false }, 'probability')).toBeNull();
  expect(nextSorting(first, 'file')).toEqual({ key: 'file', descending: false });
});
