import { expect, test } from 'vitest';
import { startReview } from './importReview.ts';
import { importFailed, importProgressed, importStarted, importStopping, noImport } from './importState.ts';

const review = await startReview([], null);
const progress = { done: 3, total: 9, scansPerSecond: 2, secondsLeft: 3, imported: 3, duplicates: 0, refused: 0 };

test('progress that comes after the end changes nothing', () => {
  expect(importProgressed(noImport, progress)).toBe(noImport);
  expect(importProgressed(importStarted(review), progress)).toMatchObject({ step: 'importing', progress });
});

test('stopping keeps the progress in sight', () => {
  expect(importStopping(importProgressed(importStarted(review), progress))).toMatchObject({ stopping: true, progress });
});

test('an import that failed goes back to its review; the sample has none', () => {
  expect(importFailed(importStarted(review))).toEqual({ step: 'review', review });
  expect(importFailed(importStarted(null))).toEqual({ step: 'idle' });
});
