import { expect, test } from 'vitest';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import { colouredMap } from './mapColours.ts';

const map = { sha256s: ['a', 'b', 'c', 'd'], subsets: ['training', 'test', 'test', null] as const };
const known = new Map(
  [
    ['a', 'A', 'ward 1/A/1.png'],
    ['b', 'B', 'ward 2/B/2.png'],
    ['c', 'B', 'ward 2/B/3.png'],
    ['d', 'A', '4.png'],
  ].map(([sha256 = '', className = '', path = '']) => [sha256, { sha256, className, path } as ScanView]),
);
const predictions = {
  sha256: ['b', 'c'],
  labels: [1, 1],
  probabilities: [
    [0.1, 0.9],
    [0.6, 0.4],
  ],
};
const by = (colour: Parameters<typeof colouredMap>[1]) => colouredMap(map, colour, known, predictions, 0.5, ['A', 'B']);

test('points are told apart by class, subset, source and test result', () => {
  expect(by('class')).toEqual({ values: ['A', 'B'], each: ['A', 'B', 'B', 'A'] });
  // A class keeps its colour although there are fewer scans of it.
  expect(colouredMap(map, 'class', known, predictions, 0.5, ['B', 'A']).values).toEqual(['B', 'A']);
  expect(by('error').values).toEqual(['right', 'wrong', 'not a test scan']);
  expect(by('subset').each).toEqual(['training', 'test', 'test', 'in none']);
  expect(by('source').each).toEqual(['ward 1', 'ward 2', 'ward 2', 'no folder']);
  expect(by('error').each).toEqual(['not a test scan', 'right', 'wrong', 'not a test scan']);
});

test('of more values than colours the rarest share one', () => {
  const sha256s = Array.from({ length: 12 }, (_, scan) => `${scan}`);
  const scans = new Map(
    sha256s.map((sha256) => [sha256, { sha256, className: `class ${sha256}`, path: '' } as ScanView]),
  );
  const { values, each } = colouredMap({ sha256s, subsets: [] }, 'class', scans, predictions, 0.5, []);
  expect(values).toHaveLength(8);
  expect(each.filter((value) => value === 'others')).toHaveLength(5);
});
