import { expect, test } from 'vitest';
import type { ClassifiedRow } from '../../../../worker/jobs/classify/classifyProtocol.ts';
import { nextSorting, type Sorting, sortRows } from './sortRows.ts';

const thumbnail = { width: 1, height: 1, rgba: new Uint8ClampedArray(4) };
const row = (path: string, ...probabilities: number[]): ClassifiedRow => ({
  ...{ status: 'classified', path, sha256: path, width: 1, height: 1, probabilities, thumbnail },
  ...{ splitMembership: null, unlike: null },
});
const rows: ClassifiedRow[] = [
  row('scan 10.png', 0.8, 0.2),
  { status: 'refused', path: 'broken.png', reason: 'Cut off.' },
  row('scan 2.png', 0.1, 0.9),
  row('Scan 1.png', 0.4, 0.6),
];
const card = { classes: ['Healthy', 'Tumour'], threshold: 0.5 };
const sorted = (sorting: Sorting, places = [0, 1, 2, 3]) => sortRows(rows, sorting, card, places);

test('names sort as people count: 2 before 10', async () => {
  expect(await sorted({ key: 'file', descending: false })).toEqual([1, 3, 2, 0]);
});

test('probabilities sort either way, and what was refused stays at the end', async () => {
  expect(await sorted({ key: 'probability', descending: true })).toEqual([2, 3, 0, 1]);
  expect(await sorted({ key: 'probability', descending: false })).toEqual([0, 3, 2, 1]);
});

test('equal verdicts keep the order of the files', async () => {
  expect(await sorted({ key: 'verdict', descending: true })).toEqual([2, 3, 0, 1]);
});

test('rows that came since join those that are in order', async () => {
  expect(await sorted({ key: 'file', descending: false }, [1, 2, 0, 3])).toEqual([1, 3, 2, 0]);
});

test('of more than two classes the probability is that of the verdict', async () => {
  const three = { classes: ['a', 'b', 'c'], threshold: null };
  const likely = [row('1', 0.1, 0.3, 0.6), row('2', 0.9, 0.05, 0.05), row('3', 0.4, 0.3, 0.3)];
  expect(await sortRows(likely, { key: 'probability', descending: true }, three, [0, 1, 2])).toEqual([1, 0, 2]);
  expect(await sortRows(likely, { key: 'verdict', descending: false }, three, [0, 1, 2])).toEqual([1, 2, 0]);
});

test('clicks on a column sort, turn round, and undo; probabilities begin with the highest', () => {
  const first = nextSorting(null, 'probability');
  expect(first).toEqual({ key: 'probability', descending: true });
  expect(nextSorting(first, 'probability')).toEqual({ key: 'probability', descending: false });
  expect(nextSorting({ key: 'probability', descending: false }, 'probability')).toBeNull();
  expect(nextSorting(first, 'file')).toEqual({ key: 'file', descending: false });
});
