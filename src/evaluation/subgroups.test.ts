import { expect, test } from 'vitest';
import type { Predictions } from './predictions.ts';
import { type DescribedScan, subgroupResults } from './subgroups.ts';

/** Forty scans: the first twenty PNGs of hospital a, all right; of the other twenty, JPEGs of hospital b, every second is wrong. */
const labels = Array.from({ length: 40 }, (_, i) => i % 2);
const right = (i: number) => i < 20 || i % 4 < 2;
const predictions: Predictions = {
  sha256: labels.map((_, i) => String(i)),
  labels,
  probabilities: labels.map((label, i) => (label === Number(right(i)) ? [0.1, 0.9] : [0.9, 0.1])),
};
const scanOf = (sha256: string): DescribedScan => {
  const i = Number(sha256);
  const className = i % 2 ? 'tumour' : 'healthy';
  return {
    ...{ className, format: i < 20 ? 'png' : 'jpeg', path: `${i < 20 ? 'a' : 'b'}/${className}/${i}.x` },
    ...{ width: i < 35 ? 200 : 600, height: 200, colourMode: 'grey' },
  };
};

test('each group has its own figures, and says where they differ from those of all', () => {
  const found = subgroupResults(predictions, 2, 0.5, scanOf);
  const shown = found.map(({ kind, value, n, accuracy, differs }) => [kind, value, n, accuracy?.value, differs]);
  expect(shown).toEqual([
    ['class', 'healthy', 20, 0.75, false],
    ['class', 'tumour', 20, 0.75, false],
    // Wilson of 20 of 20: 0.839 to 1, above the 0.75 of all; of 10 of 20: 0.299 to 0.701, below it.
    ['format', 'png', 20, 1, true],
    ['format', 'jpeg', 20, 0.5, true],
    // The five large ones are too few for a figure.
    ['size', 'below 256 px', 35, expect.closeTo(28 / 35, 9), false],
    ['shape', 'square', 35, expect.closeTo(28 / 35, 9), false],
    ['folder', 'a', 20, 1, true],
    ['folder', 'b', 20, 0.5, true],
  ]);
});

test('scans are told apart by their colours and by a column of a table, too', () => {
  const found = subgroupResults(predictions, 2, 0.5, (sha256) => ({
    ...scanOf(sha256),
    ...{ colourMode: Number(sha256) < 20 ? 'rgb' : 'grey', column: Number(sha256) % 2 ? 'GE' : undefined },
  }));
  expect(found.filter(({ kind }) => kind === 'colour').map(({ value, differs }) => [value, differs])).toEqual([
    ['rgb', true],
    ['grey', true],
  ]);
  // One value is no comparison.
  expect(found.some(({ kind }) => kind === 'column')).toBe(false);
  const both = subgroupResults(predictions, 2, 0.5, (sha256) => ({
    ...scanOf(sha256),
    column: Number(sha256) % 2 ? 'GE' : 'Siemens',
  }));
  expect(both.filter(({ kind }) => kind === 'column').map(({ value, n }) => [value, n])).toEqual([
    ['Siemens', 20],
    ['GE', 20],
  ]);
});

test('scans are told apart by the scanner that took them; those of which none is known are of no group', () => {
  const scanners = ['SIEMENS Skyra, 3 T', 'Philips Ingenia, 1.5 T', undefined];
  const found = subgroupResults(predictions, 2, 0.5, (sha256) => ({
    ...scanOf(sha256),
    scanner: scanners[Math.floor(Number(sha256) / 15)],
  }));
  const ofScanners = found.filter(({ kind }) => kind === 'scanner');
  // 15 right of the first; of places 15 to 29 the five below 20, and 20, 21, 24, 25, 28 and 29.
  expect(ofScanners.map(({ value, n, accuracy }) => [value, n, accuracy?.value])).toEqual([
    ['SIEMENS Skyra, 3 T', 15, 1],
    ['Philips Ingenia, 1.5 T', 15, expect.closeTo(11 / 15, 9)],
  ]);
});

test('scans of one class have no AUC, and scans that are gone no group', () => {
  const found = subgroupResults(predictions, 2, 0.5, (sha256) => (Number(sha256) < 20 ? scanOf(sha256) : null));
  expect(found.map(({ kind }) => kind)).toEqual(['class', 'class']);
  expect(found.map(({ auc }) => auc)).toEqual([null, null]);
});

test('a source is what is left of the folders without the class', () => {
  const found = subgroupResults(predictions, 2, 0.5, (sha256) => ({
    ...scanOf(sha256),
    path: `${scanOf(sha256).className}/${sha256}.png`,
  }));
  expect(found.some(({ kind }) => kind === 'folder')).toBe(false);
});
