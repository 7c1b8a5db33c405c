import { expect } from 'vitest';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { openAxialDatabase } from '../database/database.ts';
import { shaOf, test } from '../database/testDatabase.fixture.ts';
import { exampleRun } from '../training/exampleRun.fixture.ts';
import { purgeDeletedModels } from './deletedModels.ts';
import { type ModelRecord, NOTHING_YET } from './modelRecords.ts';
import {
  changeCard,
  listModels,
  markModelDeleted,
  modelNames,
  readModel,
  renameModel,
  restoreModel,
  saveModel,
  setModelRobustness,
} from './modelStore.ts';

const predictions = {
  sha256: [shaOf(1), shaOf(2)],
  labels: [0, 1],
  probabilities: [
    [0.75, 0.25],
    [0.5, 0.5],
  ],
};
const example = (id: string, createdAt = exampleCard.createdAt): ModelRecord => ({
  id,
  card: { ...exampleCard, createdAt },
  artifacts: {
    topology: { class_name: 'Sequential' },
    weightSpecs: [{ name: 'dense/kernel', shape: [2, 3], dtype: 'float32' }],
    weights: Float32Array.of(1, 2, 3, 4, 5, 6).buffer,
  },
  history: exampleRun.history,
  predictions: { validation: predictions, test: { ...predictions, groups: [3, 3] } },
  imported: false,
});

test('a model comes back whole after the database was closed and opened again', async ({ dbName }) => {
  const first = await openAxialDatabase(dbName);
  await saveModel(first, example('m'));
  first.close();
  const second = await openAxialDatabase(dbName);
  expect(await readModel(second, 'm')).toEqual({ ...NOTHING_YET, ...example('m') });
  second.close();
});

test('the list has the newest first, the size of the weights and no weights', async ({ db }) => {
  await saveModel(db, example('old', '2026-11-20T08:00:00.000Z'));
  await saveModel(db, { ...example('new'), history: null, predictions: null, imported: true });
  const { models, broken } = await listModels(db);
  expect(broken).toEqual([]);
  expect(models.map(({ id, bytes, imported }) => [id, bytes, imported])).toEqual([
    ['new', 24, true],
    ['old', 24, false],
  ]);
  expect(models[1]).not.toHaveProperty('artifacts');
});

test('a model can be renamed, but not to nothing', async ({ db }) => {
  await saveModel(db, example('m'));
  await renameModel(db, 'm', '  Tuesday ');
  expect((await readModel(db, 'm')).card).toEqual({ ...exampleCard, name: 'Tuesday' });
  await expect(renameModel(db, 'm', '   ')).rejects.toThrow('name is empty');
  expect((await readModel(db, 'm')).card.name).toBe('Tuesday');
});

test('a new threshold is kept with its origin and the figures that go with it; one that cannot be is not', async ({
  db,
}) => {
  await saveModel(db, example('m'));
  const figures = { n: 39, values: { sensitivity: { value: 0.8, low: 0.6, high: 0.9 } } };
  const chosen = { threshold: 0.3, thresholdFrom: 'hand', figures } as const;
  await changeCard(db, 'm', (card) => ({ ...card, ...chosen }));
  expect((await readModel(db, 'm')).card).toEqual({ ...exampleCard, ...chosen });
  for (const threshold of [1.5, null])
    await expect(changeCard(db, 'm', (card) => ({ ...card, ...chosen, threshold }))).rejects.toThrow(
      'threshold must be',
    );
  expect((await readModel(db, 'm')).card.threshold).toBe(0.3);
});

test('a deleted model is hidden, can be brought back, and is gone with its weights after the purge', async ({ db }) => {
  await saveModel(db, example('kept'));
  await saveModel(db, example('gone'));
  const ids = async () => (await listModels(db)).models.map(({ id }) => id).sort();
  await markModelDeleted(db, 'kept');
  await markModelDeleted(db, 'gone');
  expect(await ids()).toEqual([]);
  await restoreModel(db, 'kept');
  expect(await ids()).toEqual(['kept']);
  expect(await purgeDeletedModels(db)).toEqual(['gone']);
  expect(await db.getAllKeys('artifacts')).toEqual(['kept']);
  await expect(restoreModel(db, 'gone')).rejects.toThrow('no longer here');
  await expect(readModel(db, 'gone')).rejects.toThrow('no longer here');
});

test('the name of a deleted model is taken as long as it can be brought back', async ({ db }) => {
  await saveModel(db, example('kept'));
  await saveModel(db, { ...example('gone'), card: { ...exampleCard, name: 'Gone' } });
  await db.put('models', 7 as never, 'broken');
  await markModelDeleted(db, 'gone');
  expect((await modelNames(db)).sort()).toEqual([exampleCard.name, 'Gone'].sort());
  await purgeDeletedModels(db);
  expect(await modelNames(db)).toEqual([exampleCard.name]);
});

test('a model is known by a hash of its weights, unless it was kept before there was one', async ({ db }) => {
  await saveModel(db, example('m'));
  const fingerprintOf = async () => (await listModels(db)).models[0]?.fingerprint;
  // python3: hashlib.sha256(struct.pack('<6f', 1, 2, 3, 4, 5, 6)).hexdigest()[:12]
  expect(await fingerprintOf()).toBe('24ae2dfe8df5');
  const { fingerprint: _, ...older } = (await db.get('models', 'm')) as unknown as { fingerprint: string };
  await db.put('models', older as never, 'm');
  expect(await fingerprintOf()).toBeNull();
});

test('a model that cannot be read back is named beside the others, not instead of them', async ({ db }) => {
  await saveModel(db, example('good'));
  await saveModel(db, example('bad'));
  const record = await db.get('models', 'bad');
  await db.put('models', { ...record, card: { ...exampleCard, threshold: Number.NaN } } as never, 'bad');
  await db.put('models', 7 as never, 'worse');
  const { models, broken } = await listModels(db);
  expect(models.map(({ id }) => id)).toEqual(['good']);
  expect(broken.map(({ id }) => id)).toEqual(['bad', 'worse']);
  expect(broken[0]?.reason).toContain('threshold');
  expect(await purgeDeletedModels(db)).toEqual([]);
});

test('weights of a wrong length are refused', async ({ db }) => {
  await saveModel(db, example('m'));
  await db.put('artifacts', { ...example('m').artifacts, weights: new ArrayBuffer(20) }, 'm');
  await expect(readModel(db, 'm')).rejects.toThrow("The network of 'Compact CNN, Monday' cannot be read back");
});

test('a card that could not be read back is refused before anything is written', async ({ db }) => {
  const card = { ...exampleCard, classes: ['one'] };
  await expect(saveModel(db, { ...example('m'), card })).rejects.toThrow('classes must have 2 to 1000 entries');
  expect(await db.count('artifacts')).toBe(0);
});

test('robustness that was measured on the validation set is not kept once the test set was opened', async ({ db }) => {
  const measured = { ...exampleCard, testAccess: { openings: [] } };
  const ofValidation = { threshold: 0.5, points: [] };
  await saveModel(db, { ...example('m'), card: measured });
  await setModelRobustness(db, 'm', measured, ofValidation);
  expect((await readModel(db, 'm')).robustness).toEqual(ofValidation);

  const opening = { at: '2026-11-29T12:00:00.000Z', threshold: 0.5 };
  await changeCard(db, 'm', (card) => ({ ...card, testAccess: { openings: [opening] } }));
  await setModelRobustness(db, 'm', measured, ofValidation); // it was begun before
  expect((await readModel(db, 'm')).robustness).toBeNull();
});
