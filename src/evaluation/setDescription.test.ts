import { expect, test } from 'vitest';
import { describeSet } from './setDescription.ts';

test('a set is described by its classes, formats, sizes and grey levels', () => {
  const scan = (side: number, format: string, mean: number | null) => ({
    ...{ format, width: side, height: side - 10 },
    facts: mean === null ? null : { mean, contrast: 2 * mean, border: 0, sharpness: 0 },
  });
  const scans = [scan(100, 'jpeg', 10), scan(300, 'png', 30), scan(200, 'png', null)];
  expect(describeSet(scans, [1, 0, 1], 2)).toEqual({
    scansPerClass: [1, 2],
    formats: [
      ['png', 2],
      ['jpeg', 1],
    ],
    longerSide: { low: 100, median: 200, high: 300 },
    grey: { low: 10, median: 30, high: 30 },
    contrast: { low: 20, median: 60, high: 60 },
  });
  expect(describeSet([], [], 2)).toEqual({
    ...{ scansPerClass: [0, 0], formats: [], longerSide: null, grey: null, contrast: null },
  });
});
