import { afterEach, expect, vi } from 'vitest';
import { listModels, readModel } from '../../../storage/models/modelStore.ts';
import { readRun } from '../../../storage/training/runCheckpoints.ts';
import type { Jobs } from '../../protocol.ts';
import { createJobs } from '../createJobs.ts';
import { test } from '../jobsContext.fixture.ts';
import { CheckpointSchedule } from './checkpointSchedule.ts';
import { PER_CLASS, picture, discRequest as request, withDiscs } from './discs.fixture.ts';
import type { TrainingEvent, TrainingRequest } from './trainingProtocol.ts';

afterEach(() => vi.restoreAllMocks());

/** From now on whatever is put into these stores finds no room, as long as `isFull` says so. */
function fillStorage(stores: readonly string[], isFull: (store: IDBObjectStore) => boolean) {
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    if (stores.includes(this.name) && isFull(this)) throw new DOMException('No room.', 'QuotaExceededError');
    return put.call(this, value, key);
  });
}

test('the settings of a run are saved before its first batch', async ({ context }) => {
  const jobs = await withDiscs(context);
  const saved: unknown[] = [];
  const events: TrainingEvent['type'][] = [];
  await jobs.train(request, {
    onEvent(event) {
      events.push(event.type);
      if (event.type === 'preparing' && saved.length === 0) saved.push(jobs.open());
    },
  });
  expect(events.indexOf('preparing')).toBeLessThan(events.indexOf('batches'));
  const opened = await (saved[0] as ReturnType<Jobs['open']>);
  expect(opened.run).toMatchObject({ request, epochsDone: 0 });
});

test('a network that begins with a model keeps the frozen layers, and its card names the model', async ({
  context,
}) => {
  const jobs = await withDiscs(context);
  const { modelId } = await jobs.train(request, { onEvent: () => {} });
  const parent = await readModel(context.db, modelId ?? '');
  const startFrom = { modelId: parent.id, name: parent.card.name, fingerprint: 'abc', frozen: 3 };
  const tuned = await jobs.train({ ...request, startFrom }, { onEvent: () => {} });
  const child = await readModel(context.db, tuned.modelId ?? '');
  expect(child.card.parent).toEqual({ name: parent.card.name, fingerprint: 'abc', frozen: 3 });
  const [hidden, output] = [4 * 64 + 4, 5]; // numbers of the dense layer of 4 units on 8 x 8, and of the last one
  const numbers = ({ artifacts }: typeof child) => [...new Float32Array(artifacts.weights)];
  expect(numbers(child)).toHaveLength(hidden + output);
  const before = new Set(numbers(parent));
  expect(numbers(child).filter((each) => before.has(each) && each !== 0).length).toBeGreaterThanOrEqual(hidden - 4);
  const gone = jobs.train({ ...request, startFrom: { ...startFrom, modelId: 'gone' } }, { onEvent: () => {} });
  await expect(gone).rejects.toThrow('which this network begins with, cannot be read');
});

const manyEpochs = { ...request, hyperparameters: { ...request.hyperparameters, epochs: 40 } };

test('a run whose backend is lost before a checkpoint comes from it is saved again by the next one', async ({
  context,
}) => {
  const jobs = await withDiscs(context);
  const isDue = CheckpointSchedule.prototype.isDue;
  let asked = 0;
  let due = 0;
  vi.spyOn(CheckpointSchedule.prototype, 'isDue').mockImplementation(function (this: CheckpointSchedule) {
    const isNow = isDue.call(this, 1000 * ++asked); // as if an epoch took a second: whenever nothing is being saved
    if (isNow && ++due === 2) context.host.close();
    return isNow;
  });
  const events: TrainingEvent['type'][] = [];
  await jobs.train(manyEpochs, { onEvent: ({ type }) => events.push(type) });
  expect(events).toContain('backend-lost');
  expect(events.slice(events.indexOf('backend-lost'))).toContain('saved');
});

test('a paused run whose backend is lost stays paused on the next one', async ({ context }) => {
  const jobs = await withDiscs(context);
  const events: TrainingEvent[] = [];
  const count = (type: TrainingEvent['type']) => events.filter((event) => event.type === type).length;
  const run = jobs.train(manyEpochs, {
    onEvent(event) {
      events.push(event);
      if (event.type === 'epoch' && count('epoch') === 3) void jobs.pauseTraining();
      if (event.type === 'paused') context.host.close();
    },
  });
  // Where it is not paused it would be through with all its epochs before this is answered twice.
  await vi.waitUntil(() => count('backend') === 2, { timeout: 20_000 });
  const before = count('epoch');
  for (let round = 0; round < 50; round++) await context.host.run((backend) => backend.tfjsVersion());
  expect([count('paused'), count('epoch')]).toEqual([1, before]);
  await jobs.resumeTraining();
  expect((await run).ended).toBe('completed');
  expect(count('epoch')).toBeGreaterThan(before);
});

test('a paused run that is stopped while its lost backend is replaced ends', async ({ context }) => {
  const jobs = await withDiscs(context);
  const stopping = new AbortController();
  const run = jobs.train(manyEpochs, {
    signal: stopping.signal,
    onEvent({ type }) {
      if (type === 'epoch') void jobs.pauseTraining();
      if (type === 'paused') context.host.close();
      if (type === 'backend-lost') stopping.abort();
    },
  });
  expect((await run).ended).toBe('stopped');
});

test('a run that is stopped before its first save leaves nothing to start again', async ({ context }) => {
  const jobs = await withDiscs(context);
  const stopping = new AbortController();
  const onEvent = ({ type }: TrainingEvent) => {
    if (type === 'preparing') stopping.abort();
  };
  const run = jobs.train(request, { onEvent, signal: stopping.signal });
  expect(await run).toEqual({
    ended: 'stopped',
    reason: 'Stopped before the first batch.',
    modelId: null,
    notKept: null,
  });
  expect(await readRun(context.db)).toBeNull();
});

test('what the card of a model refuses fails before the first batch, in words', async ({ context }) => {
  // The schema of a card takes names of classes up to 500 characters.
  const jobs = await withDiscs(context, ['left', 'r'.repeat(501)]);
  const events: TrainingEvent['type'][] = [];
  await expect(jobs.train(request, { onEvent: (event) => events.push(event.type) })).rejects.toThrow(
    /classes.*is longer than 500 characters/,
  );
  expect(events).not.toContain('batches');
  expect(await readRun(context.db)).toBeNull();
});

test('where there is no room for the model its run gives way to it', async ({ context }) => {
  const jobs = await withDiscs(context);
  const deletedRun = new Set<IDBTransaction>();
  const clear = IDBObjectStore.prototype.clear;
  vi.spyOn(IDBObjectStore.prototype, 'clear').mockImplementation(function (this: IDBObjectStore) {
    if (this.name === 'checkpoint') deletedRun.add(this.transaction);
    return clear.call(this);
  });
  // Room comes with a transaction of its own that deletes the run, not with one that was refused.
  const refused: IDBTransaction[] = [];
  fillStorage(['models'], ({ transaction }) => {
    const others = [...deletedRun].filter((each) => each !== transaction && !refused.includes(each));
    if (others.length === 0) refused.push(transaction);
    return others.length === 0;
  });
  const outcome = await jobs.train(request, { onEvent: () => {} });
  expect([refused.length, outcome.notKept]).toEqual([1, null]);
  expect((await listModels(context.db)).models.map(({ id }) => id)).toEqual([outcome.modelId]);
  expect(await readRun(context.db)).toBeNull();
});

test('a trained network that finds no room can be downloaded, and kept when there is room', async ({ context }) => {
  const jobs = await withDiscs(context);
  let isFull = true;
  fillStorage(['models', 'checkpoint'], () => isFull);
  const outcome = await jobs.train(request, { onEvent: () => {} });
  expect(outcome).toMatchObject({ ended: 'completed', modelId: null, notKept: expect.stringMatching(/no room left/) });
  expect(await jobs.models()).toEqual([]);
  expect(await jobs.saveTrained()).toMatchObject({ modelId: null, notKept: expect.stringMatching(/no room left/) });

  const zip = await jobs.downloadTrained('tfjs');
  isFull = false;
  const imported = await jobs.importModel(new File([zip], 'model.zip'));
  const kept = await jobs.saveTrained();
  expect(kept.notKept).toBeNull();
  const models = await jobs.models();
  expect(models.map(({ id }) => id).sort()).toEqual([imported.id, kept.modelId].sort());
  expect(new Set(models.map(({ fingerprint }) => fingerprint)).size).toBe(1);
});

test('a network that was let go from memory is there no more', async ({ context }) => {
  const jobs = await withDiscs(context);
  const { modelId } = await jobs.train(request, { onEvent: () => {} });
  await jobs.forgetTrained();
  await expect(jobs.downloadTrained('tfjs')).rejects.toThrow('No trained network is held in memory');
  expect((await jobs.models()).map(({ id }) => id)).toEqual([modelId]);
});

/** The backend asks at the end of each epoch whether to save, and so hears of a stop in the first one before the third. */
const hyperparameters = { ...request.hyperparameters, epochs: 4 };
const testing = { by: 'folds', count: 4 } as const;
const folds: TrainingRequest = { ...request, hyperparameters, split: { ...request.split, testing } };

test('a run over folds that is stopped and resumed leads to the model of one that was not', async ({ context }) => {
  const jobs = await withDiscs(context);
  const stopping = new AbortController();
  const stopInThird = (event: TrainingEvent) => {
    if (event.type === 'epoch' && begun.length === 3) stopping.abort();
    if (event.type === 'fold') begun.push(event.fold);
  };
  const begun: number[] = [];
  const stopped = await jobs.train(folds, { onEvent: stopInThird, signal: stopping.signal });
  expect(stopped).toMatchObject({ ended: 'stopped', modelId: null, reason: expect.stringContaining('2 of 4') });
  expect((await jobs.open()).run).toMatchObject({ folds: { done: 2, of: 4 } });

  // As after a reload.
  const reopened = createJobs(async () => context);
  const resumed: Extract<TrainingEvent, { type: 'fold' }>[] = [];
  const end = await reopened.resumeRun({ onEvent: (event) => event.type === 'fold' && resumed.push(event) });
  expect(resumed.map(({ fold, done }) => [fold, done.length])).toEqual([
    [3, 2],
    [4, 3],
  ]);
  expect((await reopened.open()).run).toBeNull();
  expect(await context.db.count('checkpoint')).toBe(0);

  const whole = await reopened.train(folds, { onEvent: () => {} });
  const [a, b] = await Promise.all([end, whole].map(({ modelId }) => reopened.model(modelId ?? '')));
  expect(a?.predictions).toEqual(b?.predictions);
  expect(a?.card.folds).toEqual(b?.card.folds);
  expect(a?.fingerprint).toBe(b?.fingerprint);
  // Every scan is tested once, by a network that had not seen it.
  const tested = a?.predictions?.test?.sha256 ?? [];
  expect(new Set(tested).size).toBe(2 * PER_CLASS);
  expect(tested).toHaveLength(2 * PER_CLASS);
  expect(a?.card.folds?.map(({ name, figures }) => [name, figures.n])).toEqual(
    [1, 2, 3, 4].map((fold) => [`Fold ${fold}`, 4]),
  );
});

test('the model of several networks classifies with the mean of theirs, and comes back from its zip', async ({
  context,
}) => {
  const jobs = await withDiscs(context);
  const repeats = { ...request, split: { ...request.split, testing: { by: 'repeats', count: 2 } as const } };
  const { modelId } = await jobs.train(repeats, { onEvent: () => {} });
  const zip = await jobs.downloadModel(modelId ?? '', 'tfjs');
  const imported = await jobs.importModel(new File([zip], 'model.zip'));
  expect(imported.card.folds).toHaveLength(2);
  const file = await picture('left', 20);
  const probabilitiesBy = async (id: string) => {
    const probabilities: (readonly number[])[] = [];
    const onRows: Parameters<Jobs['classify']>[1]['onRows'] = (some) => {
      for (const row of some) if (row.status === 'classified') probabilities.push(row.probabilities);
    };
    await jobs.classify({ modelId: id, files: [{ file, path: file.name }] }, { onRows });
    return probabilities;
  };
  const ofOwn = await probabilitiesBy(modelId ?? '');
  expect(ofOwn).toHaveLength(1);
  expect(await probabilitiesBy(imported.id)).toEqual(ofOwn);
});

test('a fold that finds no room is held in memory, and the run goes on', async ({ context }) => {
  const jobs = await withDiscs(context);
  fillStorage(['checkpoint'], () => true);
  const troubles: string[] = [];
  const onEvent = (event: TrainingEvent) => {
    if (event.type === 'not-saved') troubles.push(event.reason);
  };
  const { modelId } = await jobs.train(folds, { onEvent });
  expect(troubles.length).toBeGreaterThan(0);
  expect((await jobs.model(modelId ?? '')).card.folds).toHaveLength(4);
});
