import { expect, test } from 'vitest';
import type { DataSet } from '../../dataset/scan.ts';
import type { Checkpoint } from '../../training/checkpoint.ts';
import { parseSavedRun, savedRunOf } from './savedRun.ts';

const fingerprint = { grey: new Uint8Array(256), differenceHash: new Uint32Array(8) };
const dataSet: DataSet = {
  name: 'test',
  synthetic: false,
  classes: ['a', 'b'],
  scans: [
    {
      ...{ sha256: 'f'.repeat(64), name: '1.png', path: 'a/1.png', className: 'a', format: 'png' },
      ...{ width: 64, height: 64, bytes: 10, fingerprint },
      ...{ colourMode: null, facts: null, subject: null, slice: null },
    },
  ],
};

const buffer = new Float32Array([1, 2]).buffer;
const checkpoint: Checkpoint = {
  version: 1,
  epoch: 1,
  weights: buffer,
  best: { epoch: 1, loss: 0.5, weights: buffer },
  adam: { iterations: 3, firstMoments: buffer, secondMoments: buffer },
  random: { order: [1, 2, 3, 4], augmentation: [1, 2, 3, 4], dropout: [1, 2, 3, 4] },
  plateau: { bestLoss: Number.POSITIVE_INFINITY, stale: 0, factor: 1 },
  history: { epochs: [], batchLosses: [0.7] },
};

test('a saved run gives its checkpoint back for the data set it was trained on', async () => {
  expect(await parseSavedRun(await savedRunOf(checkpoint, dataSet), dataSet)).toEqual(checkpoint);
});

test('a run is refused when a scan was relabelled since, because its split would be another', async () => {
  const saved = await savedRunOf(checkpoint, dataSet);
  const relabelled = { ...dataSet, scans: dataSet.scans.map((scan) => ({ ...scan, className: 'b' })) };
  await expect(parseSavedRun(saved, relabelled)).rejects.toThrow(/data set has changed/);
});

test.each([
  ['weights that are no numbers', { ...checkpoint, weights: 'x' }],
  ['half a float', { ...checkpoint, weights: new ArrayBuffer(6) }],
  ['another version', { ...checkpoint, version: 2 }],
  ['no state of the random numbers', { ...checkpoint, random: {} }],
])('a damaged run is refused in words: %s', async (_, damaged) => {
  const saved = { ...(await savedRunOf(checkpoint, dataSet)), checkpoint: damaged };
  await expect(parseSavedRun(saved, dataSet)).rejects.toThrow(/is damaged/);
});
