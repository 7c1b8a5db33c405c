import { expect, it } from 'vitest';
import { tenScans } from './tenScans.ts';

const predictions = {
  sha256: Array.from({ length: 40 }, (_, row) => `scan ${row}`),
  labels: Array.from({ length: 40 }, (_, row) => (row < 32 ? 0 : 1)),
  probabilities: Array.from({ length: 40 }, (_, row) => [1 - row / 40, row / 40]),
};

it('draws as many of a rare class as of a frequent one, mixed', () => {
  const drawn = tenScans(predictions, 1);
  expect(drawn.map(({ label }) => label).toSorted()).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
  expect(new Set(drawn.map(({ sha256 }) => sha256)).size).toBe(10);
  for (const { sha256, probabilities } of drawn) expect(sha256).toBe(`scan ${40 * (probabilities?.[1] ?? -1)}`);
  expect(drawn.map(({ label }) => label)).not.toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]);
});

it('draws the same again, and others for another draw', () => {
  expect(tenScans(predictions, 1)).toEqual(tenScans(predictions, 1));
  expect(tenScans(predictions, 2)).not.toEqual(tenScans(predictions, 1));
});

it('draws one of scans that belong together, and fewer where there are not ten', () => {
  const groups = predictions.labels.map((label, row) => (label === 1 ? 7 : row % 3));
  const drawn = tenScans({ ...predictions, groups }, 1);
  expect(drawn.map(({ label }) => label).toSorted()).toEqual([0, 0, 0, 1]);
});
