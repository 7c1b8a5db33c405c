import { expect, test } from 'vitest';
import type { FileOutcome } from '../../../../dataset/scan.ts';
import { outcomeSentence, outcomeTable, reasonOf } from './outcomeTable.ts';

const outcomes: FileOutcome[] = [
  { status: 'imported', path: 'T/1.jpg', className: 'T' },
  { status: 'imported', path: 'T/2.jpg', className: 'T' },
  { status: 'imported', path: 'H/3.jpg', className: 'H' },
  { status: 'duplicate', path: 'T/4.jpg', className: 'T', of: 'T/1.jpg', ofClassName: 'T' },
  { status: 'duplicate', path: 'H/5.jpg', className: 'H', of: 'T/2.jpg', ofClassName: 'T' },
  { status: 'refused', path: 'T/6.jpg', className: 'T', code: 'file-truncated', params: {} },
  { status: 'ignored', path: 'metadata.csv', code: 'table', params: {} },
];

test('outcomes are counted by class, and every file is somewhere', () => {
  const table = outcomeTable(outcomes, ['H', 'T']);
  expect(table.rows).toEqual([
    { className: 'H', imported: 1, duplicates: 1, refused: 0 },
    { className: 'T', imported: 2, duplicates: 1, refused: 1 },
  ]);
  const { imported, duplicates, refused } = table.total;
  expect(imported + duplicates + refused + table.ignored.length).toBe(outcomes.length);
});

test('classes come in the order of the data set, whatever their names and whichever came first', () => {
  const { rows, duplicates } = outcomeTable(outcomes, ['T', 'H']);
  expect(rows.map(({ className }) => className)).toEqual(['T', 'H']);
  expect(duplicates.map(({ className }) => className)).toEqual(['T', 'H']);
  const gone = outcomeTable(outcomes, ['H']);
  expect(gone.rows.map(({ className }) => className)).toEqual(['H', 'T']);
});

test('the same bytes under two classes are a contradiction, and only those', () => {
  expect(outcomeTable(outcomes, ['H', 'T']).contradictions.map(({ path }) => path)).toEqual(['H/5.jpg']);
});

test('files are the same by their bytes, slices by their pixels', () => {
  const slice = { path: 'T/little.nii [1]', className: 'T', of: 'H/big.nii [1]', ofClassName: 'H' };
  const table = outcomeTable([...outcomes, { status: 'duplicate', ...slice, isSlice: true }], ['H', 'T']);
  expect(table.duplicates.filter(({ className }) => className === 'T').map(reasonOf)).toEqual([
    'Same bytes as T/1.jpg',
    'Same pixels as H/big.nii [1]',
  ]);
  expect(table.contradictions.map(reasonOf).at(-1)).toBe('Same pixels as H/big.nii [1], stored as H');
  expect(table.refused.map(reasonOf)).toEqual([expect.stringMatching(/cut short|ends before/)]);
});

test('the sentence names only what there was', () => {
  expect(outcomeSentence(outcomeTable(outcomes, ['H', 'T']))).toBe(
    '3 scans imported, 2 duplicates left out, 1 file refused, 1 ignored',
  );
  expect(outcomeSentence(outcomeTable(outcomes.slice(0, 1), ['H', 'T']))).toBe('1 scan imported');
});
