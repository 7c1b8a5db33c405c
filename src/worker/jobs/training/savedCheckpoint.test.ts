import { expect, test } from 'vitest';
import type { DataSetVersion } from '../../../dataset/edits/version.ts';
import type { Checkpoint } from '../../../training/checkpoint.ts';
import {
  assertSameSplit,
  checkpointRecordOf,
  parseSavedCheckpoint,
  type SavedCheckpoint,
  splitHash,
} from './savedCheckpoint.ts';

const version: DataSetVersion = {
  ...{ number: 1, hash: 'f'.repeat(64), at: '2026-11-23T08:00:00.000Z', code: 'import', params: { scans: 1 } },
  ...{ scans: 1, excluded: 0, edit: null },
};

const buffer = new Float32Array([1, 2]).buffer;
const checkpoint: Checkpoint = {
  version: 1,
  epoch: 1,
  weights: buffer,
  best: { epoch: 1, loss: 0.5, weights: buffer },
  adam: { iterations: 3, firstMoments: buffer, secondMoments: buffer },
  averages: new Float32Array([3, 4]).buffer,
  random: { order: [1, 2, 3, 4], augmentation: [1, 2, 3, 5], jitter: [1, 2, 3, 6], dropout: [1, 2, 3, 7] },
  plateau: { bestLoss: Number.POSITIVE_INFINITY, stale: 0, factor: 1 },
  history: {
    epochs: [],
    batchLosses: [0.7],
    filters: { shape: [1, 1, 1, 2], epochs: [{ epoch: 0, values: new Float32Array([5, 6]) }] },
  },
};

const saved: SavedCheckpoint = { dataFingerprint: version.hash, checkpoint };

test('a saved run gives its checkpoint back for the data set it was trained on', () => {
  expect(parseSavedCheckpoint(saved, version)).toEqual(saved);
});

test('a run is refused when the data set was changed since, because its split would be another', () => {
  expect(() => parseSavedCheckpoint(saved, { ...version, hash: 'e'.repeat(64) })).toThrow(/data set has changed/);
});

test('a run is refused when its split would differ, or its classes are in another order', async () => {
  const parts = { training: ['a', 'b'], validation: ['c'], test: ['d'] };
  const hash = await splitHash(['no', 'yes'], { parts });
  const parsed = parseSavedCheckpoint({ ...saved, dealing: hash }, version);
  expect(parsed.splitHash).toBe(hash);
  expect(checkpointRecordOf(parsed)).toEqual({ ...saved, dealing: hash }); // the record keeps its name
  expect(() => assertSameSplit(parsed.splitHash, hash)).not.toThrow();
  expect(() => assertSameSplit(saved.splitHash, hash)).not.toThrow();
  expect(() => assertSameSplit(undefined, hash)).not.toThrow();
  const others = await Promise.all([
    splitHash(['yes', 'no'], { parts }),
    splitHash(['no', 'yes'], { parts: { ...parts, training: ['a', 'd'], test: ['b'] } }),
  ]);
  for (const other of others) expect(() => assertSameSplit(parsed.splitHash, other)).toThrow(/split would differ/);
});

test.each([
  ['weights that are no numbers', { ...checkpoint, weights: 'x' }],
  ['half a float', { ...checkpoint, weights: new ArrayBuffer(6) }],
  ['another version', { ...checkpoint, version: 2 }],
  ['no state of the random numbers', { ...checkpoint, random: {} }],
])('a damaged run is refused in words: %s', (_, damaged) => {
  expect(() => parseSavedCheckpoint({ ...saved, checkpoint: damaged }, version)).toThrow(/is damaged/);
});
