import { openDB } from 'idb';
import { expect } from 'vitest';
import { subsetGroups } from '../audit/duplicateGroups.ts';
import { applyEdits } from '../dataset/edits/datasetEdits.ts';
import { dataSetFingerprint, orderFingerprint } from '../dataset/edits/version.ts';
import { sha256Of } from '../dataset/hashes.ts';
import { changeSentence } from '../dataset/messages.ts';
import { leakageGroups } from '../dataset/split/leakageGroups.ts';
import { splitScans } from '../dataset/split/split.ts';
import { refusalSentence } from '../decoding/refusalSentence.ts';
import { weightsFingerprint } from '../model/card/weightsFingerprint.ts';
import { parseSavedCheckpoint, splitHash } from '../worker/jobs/training/savedCheckpoint.ts';
import { readDuplicates, readFindings, readStatistics } from './audit/auditStore.ts';
import { openAxialDatabase } from './database/database.ts';
import type { AxialDatabase } from './database/schema.ts';
import { test as withName } from './database/testDatabase.fixture.ts';
import { readDataSet } from './dataSet/dataSetStore.ts';
import { readEdits, type StoredEdits } from './dataSet/editStore.ts';
import { readPixels } from './dataSet/pixelStore.ts';
import { readOriginals, readThumbnails } from './dataSet/scanBatches.ts';
import { listModels, readModel } from './models/modelStore.ts';
import { BENCHMARK_OF_281FFDC, RECORDS_OF_281FFDC } from './recordsOf281ffdc.fixture.ts';
import { readBenchmarks } from './training/benchmarkStore.ts';
import { readRun } from './training/runCheckpoints.ts';

const VERSION_OF_281FFDC = 4;
const SAVED_BY = '0.1.0';
const NETWORK_INPUT = 'v1-32x32x1-harmonise';

/** A database as 281ffdc made it, with these records. */
async function writeAsThen(name: string): Promise<void> {
  const db = await openDB(name, VERSION_OF_281FFDC, {
    upgrade(created) {
      for (const [store] of RECORDS_OF_281FFDC) {
        const made = created.createObjectStore(store, { autoIncrement: ['outcomes', 'versions'].includes(store) });
        if (store === 'packs') made.createIndex('sha256', 'sha256s', { multiEntry: true });
      }
    },
  });
  for (const [store, records] of RECORDS_OF_281FFDC)
    for (const { key, value } of records) await db.put(store, value, key);
  db.close();
}

/** Its database, opened by the code of today. */
const test = withName.extend<{ opened: AxialDatabase }>({
  opened: async ({ dbName }, use) => {
    await writeAsThen(dbName);
    const db = await openAxialDatabase(dbName);
    await use(db);
    db.close();
  },
});

const editsIn = ({ edits }: StoredEdits) => edits.filter(({ takenBack }) => !takenBack).map(({ edit }) => edit);

async function storedDataSet(db: AxialDatabase) {
  return (await readDataSet(db)) ?? expect.fail('there is no data set');
}

test('the data set has its scans, its files, its thumbnails and the reasons of what is missing', async ({ opened }) => {
  const { dataSet, outcomes, unfinished } = await storedDataSet(opened);
  const { scans, ...header } = dataSet;
  expect(header).toEqual({ name: 'Brains', synthetic: false, classes: ['Healthy', 'Tumour'] });
  expect(scans.map(({ path }) => path)).toEqual(
    ['Healthy', 'Tumour'].flatMap((folder) => Array.from({ length: 12 }, (_, index) => `${folder}/${index}.png`)),
  );
  expect(scans[1]).toMatchObject({ format: 'png', width: 16, height: 16, colourMode: 'rgb-alpha' });
  expect(scans[1]?.subject?.from).toBe('table');
  expect(scans[0]?.fingerprint.grey).toHaveLength(256);
  expect(unfinished).toBeNull();

  const sha256s = scans.map(({ sha256 }) => sha256);
  const originals = await readOriginals(opened, sha256s);
  expect(await Promise.all(originals.map((file) => sha256Of(file ?? new ArrayBuffer(0))))).toEqual(sha256s);
  for (const thumbnail of await readThumbnails(opened, sha256s))
    expect(thumbnail).toMatchObject({ width: 16, height: 16 });
  const pixels = await readPixels(opened, NETWORK_INPUT);
  expect([...pixels.values()].map(({ length }) => length)).toEqual(Array(23).fill(32 * 32));

  expect(outcomes).toHaveLength(27);
  expect(outcomes[0]).toMatchObject({ status: 'duplicate', path: 'Tumour/again.png', of: 'Healthy/3.png' });
  expect(outcomes[1]).toMatchObject({ status: 'refused', path: 'Tumour/broken.png' });
  const refused = outcomes.flatMap((outcome) => ('code' in outcome ? [refusalSentence(outcome)] : []));
  expect(refused).toEqual(['This is a text file, not a picture.', 'Written by the operating system.']);
});

test('the edits are in force, and lead to the version that was noted then', async ({ opened }) => {
  const { dataSet } = await storedDataSet(opened);
  const stored = await readEdits(opened);
  expect(stored.edits.map(({ edit: { kind, id }, takenBack }) => [id, kind, takenBack])).toEqual([
    [1, 'exclude', false],
    [2, 'relabel', true],
    [3, 'harmonise', false],
  ]);
  expect(stored.history.map((version) => [version.number, changeSentence(version), version.scans])).toEqual([
    [1, '24 scans imported', 24],
    [2, '1 scan excluded (by hand)', 23],
    [3, '1 scan relabelled as Tumour', 23],
    [3, 'harmonised', 23],
    [2, 'taken back: 1 scan relabelled as Tumour', 23],
  ]);
  const { inUse, excluded, harmonised } = applyEdits(dataSet, editsIn(stored));
  expect([inUse.scans.length, harmonised]).toEqual([23, true]);
  expect(await dataSetFingerprint(inUse.scans, excluded)).toBe(stored.history.at(-1)?.hash);
});

test('the model has its card, its network, its history and its predictions', async ({ opened }) => {
  const { models, broken } = await listModels(opened);
  expect(broken).toEqual([]);
  expect(models).toHaveLength(1);
  const { id = '', bytes, fingerprint } = models[0] ?? {};
  const model = await readModel(opened, id);
  expect(model.card).toMatchObject({
    name: 'My network',
    classes: ['Healthy', 'Tumour'],
    threshold: 0.4,
    thresholdFrom: 'hand',
    figures: { n: 4, values: { accuracy: { value: 0.5 }, sensitivity: { value: 1 }, specificity: { value: 0 } } },
    software: { axial: SAVED_BY, tfjs: '4.22.0', backend: 'cpu' },
  });
  expect(model.card.network.layers.map(({ kind }) => kind)).toEqual(['conv', 'global-average-pool']);
  // A 3 x 3 kernel of one channel for 2 filters and their biases; 2 weights and a bias of the output.
  expect(model.artifacts.weights.byteLength).toBe(4 * (3 * 3 * 2 + 2 + 2 + 1));
  expect(bytes).toBe(model.artifacts.weights.byteLength);
  expect(await weightsFingerprint(model.artifacts.weights)).toBe(fingerprint);
  expect(model.history?.epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
  expect(model.predictions?.test.labels).toHaveLength(4);
});

test('the run can be resumed on the split that it began with', async ({ opened }) => {
  const { dataSet } = await storedDataSet(opened);
  const stored = await readEdits(opened);
  const run = (await readRun(opened)) ?? expect.fail('there is no run');
  expect(run.request).toMatchObject({ backend: 'cpu', hyperparameters: { epochs: 3, batchSize: 8 } });
  const version = stored.history.at(-1) ?? expect.fail('there is no version');
  const saved = parseSavedCheckpoint(run.checkpoint, version);
  expect([saved.checkpoint.epoch, saved.checkpoint.best.epoch]).toEqual([3, 1]);
  expect(saved.checkpoint.weights.byteLength).toBe(4 * 23);

  const copies = await readDuplicates(opened, await orderFingerprint(dataSet.scans), SAVED_BY);
  const { inUse } = applyEdits(dataSet, editsIn(stored));
  const groups = leakageGroups(copies ?? expect.fail('there are no groups'), dataSet.scans);
  const inUseGroups = subsetGroups(dataSet.scans, groups, inUse.scans);
  const split = splitScans(inUse.scans, inUse.classes, inUseGroups, run.request.split);
  expect(await splitHash(inUse.classes, split)).toBe(saved.splitHash);
});

test('the audits and the benchmark are not made again', async ({ opened }) => {
  const { dataSet } = await storedDataSet(opened);
  const { history } = await readEdits(opened);
  const copies = await readDuplicates(opened, await orderFingerprint(dataSet.scans), SAVED_BY);
  const twelve = Array.from({ length: 12 }, (_, index) => index);
  expect([...(copies ?? [])]).toEqual([...twelve, ...twelve]);
  const findings = await readFindings(opened, history.at(-1)?.hash ?? '', SAVED_BY);
  expect(findings?.shortcuts.map(({ from, n }) => [from, n]).slice(0, 2)).toEqual([
    ['size', 23],
    ['header', 23],
  ]);
  expect(findings?.shortcuts[1]?.accuracy.value).toBe(19 / 23);
  expect(findings?.oddOnes).not.toEqual([]);
  const statistics = await readStatistics(opened, 'v1-64x64x1-stretch', SAVED_BY);
  expect([...statistics.values()].map(({ colourMode }) => colourMode)).toEqual(Array(24).fill('grey'));
  const benchmark = BENCHMARK_OF_281FFDC ?? expect.fail('there is no benchmark');
  const trials = await readBenchmarks(opened, benchmark.key, benchmark.value.setting);
  expect(trials?.trials.map(({ backend, result }) => [backend, result.outcome])).toEqual([
    ['wasm', 'measured'],
    ['webgl', 'given-up'],
    ['webgpu', 'given-up'],
  ]);
});
