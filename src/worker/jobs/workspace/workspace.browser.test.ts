import { afterEach, expect, vi } from 'vitest';
import { exampleCard } from '../../../model/card/exampleCard.fixture.ts';
import { saveModel } from '../../../storage/models/modelStore.ts';
import { exampleRun } from '../../../storage/training/exampleRun.fixture.ts';
import { saveRun } from '../../../storage/training/runCheckpoints.ts';
import { createJobs } from '../createJobs.ts';
import { test } from '../jobsContext.fixture.ts';

afterEach(() => vi.useRealTimers());

const weightSpecs = [{ name: 'w', shape: [1000], dtype: 'float32' as const }];
const model = (id: string) => ({
  ...{ id, card: exampleCard, history: null, predictions: null, imported: false },
  artifacts: { topology: {}, weightSpecs, weights: new Float32Array(1000).buffer },
});

test('a deleted model takes room until it can be undone no more, and none afterwards', async ({ context }) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const jobs = createJobs(async () => context);
  await saveModel(context.db, model('kept'));
  await saveModel(context.db, model('deleted'));
  await jobs.deleteModel('deleted');
  expect(await jobs.storedBytes()).toMatchObject({ scans: 0, models: 4000, deletedModels: 4000, run: 0 });
  expect(await context.db.count('artifacts')).toBe(2);

  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  await vi.waitFor(async () => expect(await context.db.getAllKeys('artifacts')).toEqual(['kept']));
  expect(await jobs.storedBytes()).toMatchObject({ models: 4000, deletedModels: 0 });
  await expect(jobs.restoreModel('deleted')).rejects.toThrow('no longer here');
});

test('a model of a workspace file whose network is none of Axial is left out, and said', async ({ context }) => {
  const jobs = createJobs(async () => context);
  await saveModel(context.db, model('hostile'));
  const options = { onProgress: () => {} };
  const file = new File([await jobs.moveOut(false, options)], 'x.axial');
  await jobs.deleteBrokenModel('hostile');
  const moved = await jobs.moveIn(file, options);
  expect(moved).toMatchObject({ models: 0, dataSet: false });
  expect(moved.refused).toEqual([expect.stringContaining('is not described as TF.js does it')]);
  expect(await jobs.models()).toEqual([]);
});

test('the checkpoint of an interrupted run is counted: two arrays of 2 and 3 numbers of 4 bytes', async ({
  context,
}) => {
  await saveRun(context.db, exampleRun);
  expect((await createJobs(async () => context).storedBytes()).run).toBe(20);
});
