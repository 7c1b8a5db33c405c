import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect } from 'vitest';
import { readTestFile } from '../../../decoding/testFile.fixture.ts';
import { figuresThatDiffer, recipeOf, settingsThatDiffer } from '../../../model/card/recipe.ts';
import { readModel } from '../../../storage/models/modelStore.ts';
import { statedBy } from '../../../ui/stages/models/modelWords.ts';
import type { JobsContext } from '../context.ts';
import { createJobs } from '../createJobs.ts';
import { test } from '../jobsContext.fixture.ts';
import { discRequest, withDiscs } from '../training/discs.fixture.ts';

const jobsOf = (context: JobsContext) => createJobs(async () => context);
const course = async () => new File([await readTestFile('models/course.keras')], 'My network.keras');

test('a .keras without a card gets one, with reference predictions of here; what is said of it later is kept', async ({
  context,
}) => {
  const jobs = jobsOf(context);
  const { id, card, imported } = await jobs.importModel(await course());
  expect(imported).toBe(true);
  expect(card).toMatchObject({
    name: 'My network',
    classes: ['class 0', 'class 1'],
    origin: { program: 'Keras 3.15.1' },
  });
  expect(card.golden.probabilities).toHaveLength(8);
  expect(new Set(card.golden.probabilities.map(([first]) => first)).size).toBeGreaterThan(4);
  expect((await jobs.importModel(await course())).id).toBe(id); // it is here already

  await jobs.describeModel(id, { classes: ['Healthy', 'Tumour'], threshold: 0.3, fit: 'pad' });
  const said = (await readModel(context.db, id)).card;
  expect(said).toMatchObject({
    classes: ['Healthy', 'Tumour'],
    positiveClass: 'Tumour',
    threshold: 0.3,
    origin: { assumed: [] },
  });
  expect(said.golden.columns).toEqual(['Healthy', 'Tumour']);
  expect(said.golden.probabilities).not.toEqual(card.golden.probabilities); // of scans that are padded
  await expect(jobs.measureModel(id, {})).rejects.toThrow('are not those in this browser');
});

const released = Object.keys(import.meta.glob('/e2e/data/models/released/*.zip')).map((path) => path.split('/').at(-1));

test('every model that was ever released is imported, with its golden predictions held, as stated by its file', async ({
  context,
}) => {
  const jobs = jobsOf(context);
  expect(released.length).toBeGreaterThan(20);
  for (const name of released) {
    const file = new File([await readTestFile(`models/released/${name}`)], name ?? '');
    const { id, imported, card } = await jobs.importModel(file);
    expect(card.name).toContain(name?.slice(0, 16));
    expect(statedBy({ imported, card })).toMatch(/^as stated by the file/);
    await jobs.deleteBrokenModel(id); // several have the same network
  }
});

test('a model that was trained on elsewhere loses the figures of before, and gets its own when it is measured here', async ({
  context,
}) => {
  const jobs = await withDiscs(context);
  const { modelId } = await jobs.train(discRequest, { onEvent: () => {} });
  const before = await readModel(context.db, modelId ?? '');
  const files = unzipSync(new Uint8Array(await (await jobs.downloadModel(before.id, 'keras')).arrayBuffer()));
  // As another program saves it: its date, and other weights beside the same card. The last number is the output's bias.
  const weights = files['model.weights.h5'] ?? new Uint8Array();
  const bias = new Uint8Array(before.artifacts.weights.slice(-4));
  const at = weights.findLastIndex((_, from) => bias.every((byte, i) => weights[from + i] === byte));
  expect(at).toBeGreaterThan(0);
  weights.set(new Uint8Array(Float32Array.of(2).buffer), at);
  const metadata = strToU8(JSON.stringify({ keras_version: '3.15.1', date_saved: '2026-11-29@10:00:00' }));
  const file = new File([zipSync({ ...files, 'metadata.json': metadata, 'model.weights.h5': weights })], 'x.keras');
  const { id, card } = await jobs.importModel(file);
  expect(card.figures.n).toBe(0);
  expect(card.origin).toEqual({ program: 'Keras 3.15.1', assumed: ['threshold'] });

  await jobs.measureModel(id, {});
  const measured = await readModel(context.db, id);
  expect(measured.imported).toBe(false);
  expect(measured.predictions?.test.sha256).toEqual(before.predictions?.test.sha256);
  expect(measured.card.figures.n).toBeGreaterThan(0);
});

test('a downloaded model comes back with its history and predictions, as stated by the file; others than on its card are refused', async ({
  context,
}) => {
  const jobs = await withDiscs(context);
  const { modelId } = await jobs.train(discRequest, { onEvent: () => {} });
  const before = await readModel(context.db, modelId ?? '');
  const zip = new Uint8Array(await (await jobs.downloadModel(before.id, 'tfjs')).arrayBuffer());
  await jobs.deleteBrokenModel(before.id);
  const { id, imported } = await jobs.importModel(new File([zip], 'x.zip'));
  expect(imported).toBe(true);
  const { history, predictions } = await readModel(context.db, id);
  expect(history?.epochs).toEqual(before.history?.epochs);
  expect(predictions?.validation).toEqual(before.predictions?.validation);
  await jobs.deleteBrokenModel(id);

  const files = unzipSync(zip);
  const evaluation = JSON.parse(new TextDecoder().decode(files['evaluation.json']));
  const turned = evaluation.validation.map((scan: { probabilities: number[] }) => ({
    ...scan,
    probabilities: scan.probabilities.toReversed(),
  }));
  const changed = strToU8(JSON.stringify({ ...evaluation, validation: turned }));
  const file = new File([zipSync({ ...files, 'evaluation.json': changed })], 'x.zip');
  await expect(jobs.importModel(file)).rejects.toThrow('are not those of its predictions (evaluation.json)');
});

test('a recipe trains the same network again: the figures are the same', async ({ context }) => {
  const jobs = await withDiscs(context);
  const [first, second] = [
    await jobs.train(discRequest, { onEvent: () => {} }),
    await jobs.train(discRequest, { onEvent: () => {} }),
  ];
  const cards = [await readModel(context.db, first.modelId ?? ''), await readModel(context.db, second.modelId ?? '')];
  const [one, two] = cards.map(({ card }) => recipeOf(card));
  if (!one || !two) throw new Error('two models');
  expect(one.data).toEqual(two.data);
  expect(settingsThatDiffer(one, two)).toEqual([]);
  expect(figuresThatDiffer(one.figures, two.figures)).toEqual([]);
  expect(one.figures.n).toBeGreaterThan(0);
});
