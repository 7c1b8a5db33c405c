import { afterEach, expect, vi } from 'vitest';
import { noRefinements } from '../../../model/hyperparameters.ts';
import { noAugmentation } from '../../../preprocessing/preprocessingSpec.ts';
import { listModels } from '../../../storage/models/modelStore.ts';
import { readRun } from '../../../storage/training/runStore.ts';
import type { Jobs, TrainingEvent, TrainingRequest } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';
import { createJobs } from '../createJobs.ts';
import { test } from '../jobsContext.fixture.ts';

afterEach(() => vi.restoreAllMocks());

/** A bright disc left or right on black: each picture of its own. */
async function picture(className: string, index: number): Promise<File> {
  const canvas = new OffscreenCanvas(32, 32);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  pen.fillRect(0, 0, 32, 32);
  pen.fillStyle = 'white';
  pen.fillRect((className === 'left' ? 2 : 18) + (index % 3), 2 + 2 * index, 10, 6);
  return new File([await canvas.convertToBlob({ type: 'image/png' })], `${index}.png`);
}

const PER_CLASS = 8;

async function withScans(context: JobsContext, classes = ['left', 'right']): Promise<Omit<Jobs, 'watchStorage'>> {
  const jobs = createJobs(async () => context);
  const files = classes.flatMap((className, place) =>
    Array.from({ length: PER_CLASS }, async (_, index) => ({
      file: await picture(place === 0 ? 'left' : 'right', index),
      path: `${className}/${index}.png`,
      className,
    })),
  );
  await jobs.importFiles(
    { dataSetName: 'Discs', classes, files: await Promise.all(files), ignored: [] },
    { onProgress: () => {} },
  );
  return jobs;
}

const request: TrainingRequest = {
  network: {
    preset: 'custom',
    layers: [
      { kind: 'max-pool', size: 4, stride: 4 },
      { kind: 'flatten' },
      { kind: 'dense', units: 4, activation: 'relu' },
    ],
  },
  preprocessing: { version: 1, size: 32, depth: 1, fit: 'stretch' },
  augmentation: { ...noAugmentation, horizontalFlip: false, rotation: 0, zoom: 0, shift: 0, brightness: 0 },
  hyperparameters: {
    epochs: 2,
    batchSize: 4,
    learningRate: 0.01,
    schedule: 'constant',
    classWeights: false,
    patience: null,
    ...noRefinements,
    seed: 1,
  },
  split: { kind: 'random', seed: 1, shares: { training: 0.6, validation: 0.2, test: 0.2 } },
  backend: 'cpu',
};

/** From now on whatever is put into these stores finds no room, as long as `isFull` says so. */
function fillStorage(stores: readonly string[], isFull: (store: IDBObjectStore) => boolean) {
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value, key) {
    if (stores.includes(this.name) && isFull(this)) throw new DOMException('No room.', 'QuotaExceededError');
    return put.call(this, value, key);
  });
}

test('the settings of a run are saved before its first batch', async ({ context }) => {
  const jobs = await withScans(context);
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
  context.host.close();
});

test('a run that is stopped before its first save leaves nothing to start again', async ({ context }) => {
  const jobs = await withScans(context);
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
  context.host.close();
});

test('what the card of a model refuses fails before the first batch, in words', async ({ context }) => {
  // The schema of a card takes names of classes up to 500 characters.
  const jobs = await withScans(context, ['left', 'r'.repeat(501)]);
  const events: TrainingEvent['type'][] = [];
  await expect(jobs.train(request, { onEvent: (event) => events.push(event.type) })).rejects.toThrow(
    /classes.*is longer than 500 characters/,
  );
  expect(events).not.toContain('batches');
  expect(await readRun(context.db)).toBeNull();
  context.host.close();
});

test('where there is no room for the model its run gives way to it', async ({ context }) => {
  const jobs = await withScans(context);
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
  context.host.close();
});

test('a trained network that finds no room can be downloaded, and kept when there is room', async ({ context }) => {
  const jobs = await withScans(context);
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
  context.host.close();
});

test('a network that was let go from memory is there no more', async ({ context }) => {
  const jobs = await withScans(context);
  const { modelId } = await jobs.train(request, { onEvent: () => {} });
  await jobs.forgetTrained();
  await expect(jobs.downloadTrained('tfjs')).rejects.toThrow('No trained network is held in memory');
  expect((await jobs.models()).map(({ id }) => id)).toEqual([modelId]);
  context.host.close();
});
