import { afterEach, expect, test } from 'vitest';
import { noRefinements } from '../../model/hyperparameters.ts';
import { noAugmentation } from '../../preprocessing/preprocessingSpec.ts';
import { readRun, saveRun } from '../training/runCheckpoints.ts';
import type { StoredTrainingRequest } from '../training/runRecords.ts';
import { joinChunks, splitIntoChunks } from './chunkedBuffers.ts';
import { commit } from './commit.ts';
import { deleteAxialDatabase, openAxialDatabase } from './database.ts';
import type { AxialDatabase } from './schema.ts';

const NAME = 'axial-test-pieces';
let db: AxialDatabase | null = null;

afterEach(async () => {
  db?.close();
  await deleteAxialDatabase(NAME);
});

/** `megabytes` of numbers that differ from piece to piece. */
function weights(megabytes: number): ArrayBuffer {
  return Float32Array.from({ length: megabytes * 2 ** 18 }, (_, index) => index % 65_521).buffer;
}

test('a checkpoint of 160 MB, more than the browser takes in one value, is saved and read back whole', async () => {
  db = await openAxialDatabase(NAME);
  const buffer = weights(80);
  const checkpoint = { epoch: 3, weights: buffer, best: { weights: buffer }, adam: [weights(80), new ArrayBuffer(8)] };
  const request: StoredTrainingRequest = {
    network: { preset: 'course', layers: [] },
    preprocessing: { version: 1, size: 64, depth: 1, fit: 'stretch' },
    augmentation: { ...noAugmentation, horizontalFlip: false, rotation: 0, zoom: 0, shift: 0, brightness: 0 },
    hyperparameters: {
      epochs: 3,
      batchSize: 32,
      learningRate: 0.001,
      schedule: 'constant',
      classWeights: false,
      patience: null,
      ...noRefinements,
      seed: 1,
    },
    split: { kind: 'grouped', seed: 1, shares: { training: 0.7, validation: 0.15, test: 0.15 } },
    backend: 'auto',
  };
  await saveRun(db, {
    request,
    history: { epochs: [], batchLosses: [] },
    savedAt: 'now',
    dataFingerprint: null,
    folds: null,
    checkpoint,
  });
  const read = (await readRun(db))?.checkpoint as typeof checkpoint;
  expect(read.epoch).toBe(3);
  expect(read.weights.byteLength).toBe(80 * 2 ** 20);
  expect(new Float32Array(read.weights).every((value, index) => value === index % 65_521)).toBe(true);
  expect(read.best.weights).toBe(read.weights); // kept once
  expect((read.adam[1] as ArrayBuffer).byteLength).toBe(8);
});

test('a value that the browser finds too large is an error in words, not a wait without end', async () => {
  db = await openAxialDatabase(NAME);
  const tooLarge = commit(db, ['checkpoint'], (tx, track) =>
    track(tx.objectStore('checkpoint').put(weights(160), 'current')),
  );
  await expect(tooLarge).rejects.toThrow(/could not store this/);
});

test('a value without large buffers stays as it is', () => {
  const value = { list: [1, 'two', null], small: new ArrayBuffer(4), view: new Uint8Array(3) };
  const pieces: number[] = [];
  expect(splitIntoChunks(value, (index) => pieces.push(index))).toEqual(value);
  expect(pieces).toEqual([]);
  expect(joinChunks(value, [])).toEqual(value);
});
