import { expect } from 'vitest';
import { noRefinements } from '../../../model/hyperparameters.ts';
import { noAugmentation } from '../../../preprocessing/preprocessingSpec.ts';
import { createRandom } from '../../../statistics/random.ts';
import type { Jobs } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';
import { createJobs } from '../createJobs.ts';
import { test } from '../jobsContext.fixture.ts';
import type { TrainingRequest } from '../training/trainingProtocol.ts';

const CLASSES = ['dark', 'bright'];
const PER_CLASS = 40;
const SIDE = 32;
const BLOCK = 4;

/** Blocks of random grey, bright ones or dark ones; `changed`: one pixel is another, so that it is a copy though no identical one. */
async function picture(seed: number, className: string, changed = false): Promise<File> {
  const canvas = new OffscreenCanvas(SIDE, SIDE);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('no 2D canvas');
  const random = createRandom(seed);
  for (let y = 0; y < SIDE; y += BLOCK) {
    for (let x = 0; x < SIDE; x += BLOCK) {
      const grey = Math.floor(150 * random.next()) + (className === 'bright' ? 100 : 0);
      pen.fillStyle = `rgb(${grey} ${grey} ${grey})`;
      pen.fillRect(x, y, BLOCK, BLOCK);
    }
  }
  if (changed) {
    pen.fillStyle = 'rgb(128 128 128)';
    pen.fillRect(0, 0, 1, 1);
  }
  return new File([await canvas.convertToBlob({ type: 'image/png' })], `${seed}.png`);
}

const classOf = (seed: number) => CLASSES[seed % 2] ?? '';

async function withScans(context: JobsContext): Promise<Omit<Jobs, 'watchStorage'>> {
  const jobs = createJobs(async () => context);
  const files = Array.from({ length: 2 * PER_CLASS }, async (_, seed) => {
    const className = classOf(seed);
    return { file: await picture(seed, className), path: `${className}/${seed}.png`, className };
  });
  await jobs.importFiles(
    { dataSetName: 'Blocks', classes: CLASSES, files: await Promise.all(files), ignored: [] },
    { onProgress: () => {} },
  );
  return jobs;
}

function requestOf(learningRate: number, seed: number): TrainingRequest {
  return {
    network: {
      preset: 'custom',
      layers: [
        { kind: 'max-pool', size: 4, stride: 4 },
        { kind: 'flatten' },
        { kind: 'dense', units: 4, activation: 'relu' },
      ],
    },
    preprocessing: { version: 1, size: SIDE, depth: 1, fit: 'stretch' },
    augmentation: noAugmentation,
    hyperparameters: {
      ...{ epochs: 3, batchSize: 8, learningRate, schedule: 'constant', classWeights: false, patience: null },
      ...{ ...noRefinements, seed: 1 },
    },
    split: { kind: 'grouped', seed, shares: { training: 0.6, validation: 0.2, test: 0.2 } },
    backend: 'cpu',
  };
}

const quietly = { onProgress: () => {} };

async function trained(jobs: Omit<Jobs, 'watchStorage'>, learningRate: number, seed = 1): Promise<string> {
  const { modelId } = await jobs.train(requestOf(learningRate, seed), { onEvent: () => {} });
  if (modelId === null) throw new Error('Nothing was trained.');
  return modelId;
}

test('models are compared on the test scans of both, and not where one was trained on the other’s', async ({
  context,
}) => {
  const jobs = await withScans(context);
  const [first, second] = [await trained(jobs, 0.01), await trained(jobs, 0.0001)];
  const elsewhere = await trained(jobs, 0.01, 2);
  const sealed = await jobs.compareModels([first, second]);
  expect(sealed.against).toEqual([{ refusal: expect.stringContaining('sealed') }]);
  expect(sealed.models[0]?.roc).toEqual([]);
  for (const id of [first, second, elsewhere]) await jobs.openTestSet(id);
  const { models, against } = await jobs.compareModels([first, second, elsewhere]);
  expect(models.map(({ id, history }) => [id, history?.epochs.length])).toEqual([
    [first, 3],
    [second, 3],
    [elsewhere, 3],
  ]);
  expect(models[0]?.roc.length).toBeGreaterThan(1);
  expect(against[0]).toMatchObject({ shared: 16, groups: 16, trainingKnown: true });
  expect(against[1]).toMatchObject({ refusal: expect.stringContaining('of the other’s test scans') });
  await jobs.setNotes(first, 'The one with the high rate');
  expect((await jobs.model(first)).notes).toBe('The one with the high rate');
  expect((await jobs.models()).find(({ id }) => id === second)?.trainingSeconds).toBeGreaterThan(0);
});

test('cross-validations are compared on all scans, over the same folds or not: each is called by a network that had not seen it', async ({
  context,
}) => {
  const jobs = await withScans(context);
  const ids: string[] = [];
  for (const seed of [1, 2]) {
    const request = requestOf(0.01, seed);
    const split = { ...request.split, testing: { by: 'folds', count: 3 } } as const;
    const { modelId } = await jobs.train({ ...request, split }, { onEvent: () => {} });
    if (modelId !== null) ids.push(modelId);
  }
  const { against } = await jobs.compareModels(ids);
  expect(against).toMatchObject([{ shared: 2 * PER_CLASS, trainingKnown: true }]);
});

test('an external test leaves out duplicates of training scans, identical and nearly so, and stays with the model', async ({
  context,
}) => {
  const jobs = await withScans(context);
  const modelId = await trained(jobs, 0.01);
  await jobs.openTestSet(modelId);
  const { predictions } = await jobs.model(modelId);
  const test = new Set(predictions?.test?.sha256);
  const seeds = Array.from({ length: 2 * PER_CLASS }, (_, seed) => seed);
  const files = await Promise.all(seeds.map((seed) => picture(seed, classOf(seed))));
  const hashes = await jobs.hashFiles(files);
  const learned = seeds.filter((seed) => !test.has(hashes[seed] ?? ''));
  const set = await Promise.all([
    ...learned.slice(0, 3).map(async (seed) => ({ file: await picture(seed, classOf(seed)), seed })),
    ...learned.slice(3, 5).map(async (seed) => ({ file: await picture(seed, classOf(seed), true), seed })),
    ...Array.from({ length: 12 }, async (_, place) => ({
      file: await picture(500 + place, classOf(place)),
      seed: place,
    })),
  ]);
  const [again] = set.slice(-1);
  const asked = [...set, ...(again ? [again] : []), { file: new File(['no image'], 'broken.png'), seed: 0 }];
  await jobs.testExternally(
    {
      ...{ modelId, name: 'Elsewhere' },
      files: asked.map(({ file, seed }, place) => ({ file, path: `${place}/${file.name}`, classIndex: seed % 2 })),
    },
    quietly,
  );
  const [kept] = (await jobs.model(modelId)).externalTests;
  expect(kept).toMatchObject({
    name: 'Elsewhere',
    leftOut: { exactDuplicates: 3, nearDuplicates: 2, repeated: 1, refused: 1 },
    external: { scansPerClass: [6, 6], formats: [['png', 12]] },
    internal: { formats: [['png', 16]] },
  });
  expect(kept?.predictions.labels).toHaveLength(12);
  await expect(
    jobs.testExternally(
      { modelId, name: 'Too few', files: [{ file: files[0] ?? new File([], ''), path: 'a/0.png', classIndex: 0 }] },
      quietly,
    ),
  ).rejects.toThrow(/Only [01] scans are left/);
  await jobs.deleteExternalTest(modelId, kept?.id ?? '');
  expect((await jobs.model(modelId)).externalTests).toEqual([]);
});

test('every scan has its place on the map, and the nearest training scans are never the scan itself', async ({
  context,
}) => {
  const jobs = await withScans(context);
  const modelId = await trained(jobs, 0.01);
  const map = await jobs.scanMap(modelId, 'pca', quietly);
  const arranged = await jobs.scanMap(modelId, 'umap', quietly);
  expect(arranged.sha256s).toEqual(map.sha256s);
  expect(arranged.x.every(Number.isFinite) && arranged.y.every(Number.isFinite)).toBe(true);
  expect([...arranged.x]).not.toEqual([...map.x]);
  expect(map.sha256s).toHaveLength(2 * PER_CLASS);
  expect([map.x.length, new Set(map.subsets)]).toEqual([80, new Set(['training', 'validation', 'test'])]);
  const place = map.subsets.indexOf('training');
  const scan = map.sha256s[place] ?? '';
  const nearest = await jobs.nearestScans({ modelId, scan, count: 5 }, quietly);
  expect(nearest).toHaveLength(5);
  expect(nearest.map(({ sha256 }) => sha256)).not.toContain(scan);
  expect(nearest.every(({ sha256 }) => map.subsets[map.sha256s.indexOf(sha256)] === 'training')).toBe(true);
  const distances = nearest.map(({ distance }) => distance);
  expect(distances).toEqual(distances.toSorted((a, b) => a - b));
  // A file with the pixels of a training scan, changed in one of them, lies next to that scan.
  const seeds = Array.from({ length: 2 * PER_CLASS }, (_, each) => each);
  const hashes = await jobs.hashFiles(await Promise.all(seeds.map((each) => picture(each, classOf(each)))));
  const seed = seeds.find((each) => hashes[each] === scan) ?? -1;
  const changed = await picture(seed, classOf(seed), true);
  expect(await jobs.nearestScans({ modelId, scan: changed, count: 1 }, quietly)).toMatchObject([{ sha256: scan }]);
  const groups = await jobs.similarScans(
    modelId,
    [scan, ...nearest.map(({ sha256 }) => sha256), 'f'.repeat(64)],
    quietly,
  );
  expect(groups.at(-1)).toBe(-1);
  expect(groups.slice(0, -1).every((group) => group >= 0)).toBe(true);
});

test('the test set is sealed until it is opened, and what is decided afterwards is another look at it', async ({
  context,
}) => {
  const jobs = await withScans(context);
  const id = await trained(jobs, 0.01);
  const sealed = await jobs.model(id);
  const { threshold } = sealed.card;
  expect(sealed.predictions?.test).toBeNull();
  expect(sealed.card.figures).toMatchObject({ of: 'validation', n: sealed.predictions?.validation.labels.length });

  // Before it is opened, a choice by hand is one of the validation set.
  await jobs.setThreshold(id, { threshold: 0.6, rule: { kind: 'hand' }, undecided: { low: 0.5, high: 0.7 } });
  expect((await jobs.model(id)).card).toMatchObject({ threshold: 0.6, thresholdFrom: 'validation' });

  await jobs.openTestSet(id);
  await jobs.openTestSet(id);
  const opened = await jobs.model(id);
  expect(opened.card.testAccess?.openings).toMatchObject([{ threshold: 0.6, undecided: { low: 0.5, high: 0.7 } }]);
  expect(opened.card.figures.n).toBe(opened.predictions?.test?.labels.length);
  expect(opened.card.figures.of).toBeUndefined();

  await jobs.setThreshold(id, { threshold: threshold ?? 0.5, rule: { kind: 'steady' }, undecided: null });
  const changed = (await jobs.model(id)).card;
  expect(changed.thresholdFrom).toBe('hand');
  expect(changed.testAccess?.openings).toHaveLength(2);
  expect(changed.undecided).toBeUndefined();
  await jobs.setThreshold(id, { threshold: 0.6, rule: { kind: 'hand' }, undecided: null });
  expect((await jobs.model(id)).card.thresholdFrom).toBe('validation');
});
