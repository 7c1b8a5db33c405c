import { expect, test } from 'vitest';
import type { Predictions } from '../predictions.ts';
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

test('shapes and bands begin at their limits', () => {
  // 105 to 100 is called square still, 106 is not; a longer side of 256 px is of the next band.
  const sizes = [
    [105, 100],
    [106, 100],
    [100, 106],
    [255, 255],
    [256, 256],
  ] as const;
  const found = subgroupResults(
    {
      sha256: Array.from({ length: 60 }, (_, i) => String(i)),
      labels: new Array(60).fill(1),
      probabilities: new Array(60).fill([0, 1]),
    },
    2,
    0.5,
    (sha256) => {
      const [width, height] = sizes[Math.floor(Number(sha256) / 12)] ?? [1, 1];
      return { ...scanOf('0'), width, height };
    },
  );
  expect(found.map(({ kind, value, n }) => [kind, value, n])).toEqual([
    ['size', 'below 256 px', 48],
    ['size', '256 to 511 px', 12],
    ['shape', 'square', 36],
    ['shape', 'wider than high', 12],
    ['shape', 'higher than wide', 12],
  ]);
});

test('a group differs also where its ranking alone does', () => {
  // Three of four are right in both. PNGs: all positive ones at 0.7, negative ones at 0.6 or 0.3: AUC 1. JPEGs: 0.9 and 0.1, of each class one
  // of four the wrong way (24 of 100): AUC 0.76.
  const many = Array.from({ length: 200 }, (_, i) => i);
  const score = (i: number) => {
    if (i < 100) return i % 2 ? 0.7 : i % 4 ? 0.6 : 0.3;
    return (i % 2 === 1) === i % 8 > 1 ? 0.9 : 0.1;
  };
  const found = subgroupResults(
    {
      sha256: many.map(String),
      labels: many.map((i) => i % 2),
      probabilities: many.map((i) => [1 - score(i), score(i)]),
    },
    2,
    0.5,
    (sha256) => ({ ...scanOf('1'), className: 'x', format: Number(sha256) < 100 ? 'png' : 'jpeg' }),
  );
  const formats = found.filter(({ kind }) => kind === 'format');
  expect(formats.map(({ value, accuracy, auc, differs }) => [value, accuracy?.value, auc?.value, differs])).toEqual([
    ['png', 0.75, 1, true],
    ['jpeg', 0.76, expect.closeTo(0.76, 9), false],
  ]);
});
