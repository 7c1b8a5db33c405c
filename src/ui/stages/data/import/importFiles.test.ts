import { afterEach, expect, test, vi } from 'vitest';
import { packOutcomes } from '../../../../dataset/import/packedOutcomes.ts';
import { unedited } from '../../../workspace/unedited.fixture.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { closeImport, setReview } from './importFiles.ts';
import { readRest } from './importRest.ts';
import { importReviewed } from './importReviewed.ts';
import { startReview } from './review/startReview.ts';

const jobs = vi.hoisted(() => ({ closeArchive: vi.fn(), importFiles: vi.fn() }));
vi.mock('../../../workspace/jobs.ts', () => ({ jobs, refreshStorage: () => {} }));
vi.stubGlobal('navigator', {}); // there is none in Node 20
afterEach(() => vi.clearAllMocks());

const source = { ...unedited.source, outcomes: packOutcomes([]) };
const dataSet = { ...unedited, source, name: 'Scans', synthetic: false, groupCount: null };

/** Two files in each of two zips, and one in none. */
function review() {
  const entry = (archive: string, index: number) => ({ archive, entry: index, name: `${index}.png`, size: 1 });
  const files = ['a.zip', 'b.zip'].flatMap((zip) =>
    [0, 1].map((index) => ({ file: entry(zip, index), path: `${zip}/${index}.png` })),
  );
  return startReview([...files, { file: new File([], 'c.png'), path: 'c/c.png' }], null);
}

test('zips are closed when their import has ended, and stay open where it failed and can be tried again', async () => {
  jobs.importFiles.mockRejectedValueOnce(new Error('The disk is full.'));
  expect(await importReviewed(await review())).toBeNull();
  expect(jobs.closeArchive).not.toHaveBeenCalled();
  jobs.importFiles.mockResolvedValueOnce({ dataSet, unread: [], stopped: false, problem: null });
  await importReviewed(await review());
  expect(jobs.closeArchive.mock.calls).toEqual([['a.zip'], ['b.zip']]);
});

test('zips are closed with the review that was given up', async () => {
  setReview(await review());
  closeImport();
  expect(jobs.closeArchive.mock.calls).toEqual([['a.zip'], ['b.zip']]);
  closeImport();
  expect(jobs.closeArchive).toHaveBeenCalledTimes(2);
  expect(workspace.getState().importing.step).toBe('idle');
});

test('an import that was stopped keeps its files, and reads on with those that were not read', async () => {
  const ended = { dataSet, stopped: true, problem: null };
  jobs.importFiles.mockResolvedValueOnce({ ...ended, unread: [1, 4] });
  await importReviewed(await review());
  const { importing } = workspace.getState();
  expect(importing).toMatchObject({ step: 'reported', unread: 2 });
  expect(jobs.closeArchive).not.toHaveBeenCalled();
  if (importing.step !== 'reported' || !importing.rest) throw new Error('nothing to read on with');
  jobs.importFiles.mockResolvedValueOnce({ ...ended, unread: [], stopped: false });
  await readRest(importing.rest);
  const [request] = jobs.importFiles.mock.lastCall ?? [];
  expect(request.files.map(({ path }: { path: string }) => path)).toEqual(['a.zip/1.png', 'c/c.png']);
  expect(request.continues).toBe(true);
  expect(jobs.closeArchive.mock.calls).toEqual([['a.zip'], ['b.zip']]);
});
