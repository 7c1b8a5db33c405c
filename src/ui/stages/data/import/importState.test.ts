import { expect, test } from 'vitest';
import { inWords } from '../../../../dataset/userError.ts';
import type { ImportResult } from '../../../../worker/jobs/import/importProtocol.ts';
import { importFailed, importProgressed, importStarted, importStopping, noImport, restOf } from './importState.ts';
import type { ImportReview } from './review/importReview.ts';
import { startReview } from './review/startReview.ts';

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

test('what an import did not read is what the rest holds, in the order of the request', () => {
  const files = ['a', 'b', 'c'].map((path) => ({ file: new File([path], path), path, className: path }));
  const request = { dataSetName: 'set', classes: ['a', 'b', 'c'], files, ignored: [{ path: 'x', ...inWords('y') }] };
  const ended = { unread: [1, 2] } as unknown as ImportResult;
  const rest = restOf(request, {} as ImportReview, ended);
  expect(rest?.request.files.map(({ path }) => path)).toEqual(['b', 'c']);
  expect(rest?.request).toMatchObject({ continues: true, ignored: [] });
  expect(restOf(request, {} as ImportReview, { ...ended, unread: [] })).toBeNull();
});
