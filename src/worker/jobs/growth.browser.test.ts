import { expect } from 'vitest';
import type { AxialDatabase } from '../../storage/database/schema.ts';
import { frameOf } from '../../storage/workspace/frames.ts';
import type { JobsContext } from './context.ts';
import { test } from './jobsContext.fixture.ts';
import { discRequest, picture, withDiscs } from './training/discs.fixture.ts';

/** Records and their bytes, store by store; the browser's own files, which it tidies up when it likes, are not counted. */
async function stored(db: AxialDatabase): Promise<Record<string, { records: number; bytes: number }>> {
  const found: Record<string, { records: number; bytes: number }> = {};
  for (const store of db.objectStoreNames) {
    const [keys, values] = await Promise.all([db.getAllKeys(store), db.getAll(store)]);
    const frames = values.map((value: unknown, at) => frameOf({ key: keys[at], value }).size);
    found[store] = { records: frames.length, bytes: frames.reduce((sum, size) => sum + size, 0) };
  }
  return found;
}

/** Imports, trains, classifies and explains, audits, edits, stops a run, and deletes all of it. */
async function cycle(context: JobsContext): Promise<void> {
  const jobs = await withDiscs(context);
  await jobs.audit({ onProgress: () => {} });
  const { modelId } = await jobs.train(discRequest, { onEvent: () => {} });
  const id = modelId ?? '';
  const files = [{ file: await picture('left', 20), path: 'new/20.png' }];
  let rows = 0;
  const onRows = (some: readonly unknown[]) => {
    rows += some.length;
  };
  await jobs.classify({ modelId: id, files }, { onRows });
  expect(rows).toBe(1);
  await jobs.robustness(id, { onPoint: () => {} });
  const stopping = new AbortController();
  await jobs.train(discRequest, {
    signal: stopping.signal,
    onEvent: ({ type }) => {
      if (type === 'batches') stopping.abort();
    },
  });
  for (const model of await jobs.models()) await jobs.deleteModel(model.id);
  await jobs.open(); // deletes for good what could have been undone
  await jobs.deleteDataSet();
}

test('import, training, classifying and deleting leave nothing behind, however often', async ({ context }) => {
  const before = await stored(context.db);
  await cycle(context);
  const after = await stored(context.db);
  const left = Object.keys(after).filter((store) => after[store]?.records !== before[store]?.records);
  expect(left).toEqual([]);
  for (let again = 0; again < 3; again++) {
    await cycle(context);
    expect(await stored(context.db)).toEqual(after);
  }
});

test('a deleted model is gone for good once the next one is deleted: the page offers to undo the last deletion alone', async ({
  context,
}) => {
  const jobs = await withDiscs(context);
  for (let i = 0; i < 3; i++) await jobs.train(discRequest, { onEvent: () => {} });
  const models = await jobs.models();
  for (const { id } of models) await jobs.deleteModel(id);
  expect(await context.db.getAllKeys('models')).toEqual([models.at(-1)?.id]);
  await jobs.restoreModel(models.at(-1)?.id ?? '');
  expect((await jobs.models()).map(({ id }) => id)).toEqual([models.at(-1)?.id]);
});
