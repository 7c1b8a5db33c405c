import { readdirSync } from 'node:fs';
import { setBackend } from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { readTestFile } from '../../decoding/testFile.fixture.ts';
import { predict } from '../../inference/predict.ts';
import { referenceCount, referenceMismatch, referencePixels } from '../../inference/referencePredictions.ts';
import { networkFromArtifacts } from '../../model/network/artifacts.ts';
import { networkInputOf } from '../../model/networkInput.ts';
import { unzipModel, zipModel } from './modelZip.ts';

beforeAll(() => setBackend('cpu'));

const FOLDER = 'models/released';
/** A file of every state of the card that was published, written by the code of that time: see the README beside them. */
const FILES = readdirSync(`e2e/data/${FOLDER}`).filter((name) => name.endsWith('.zip'));

test('there is a model of every state of the card', () => {
  expect(FILES).toHaveLength(23);
});

/** What the first cards do not say: '2026-11-23-08' is the hour before they did. */
test.each(FILES.filter((name) => name < '2026-11-23-09'))('of %s the cautious is assumed', async (name) => {
  const { card } = await unzipModel(await readTestFile(`${FOLDER}/${name}`));
  expect(card.thresholdFrom).toBe('hand'); // whether it was moved after a look at the test set, nobody knows
  expect(card.split.testGroups).toBe(39); // of 39 test scans: each is taken as one of its own
  expect(card.threshold).toBe(card.classes.length === 2 ? 0.42 : null);
});

test.each(FILES)('%s opens, answers as it did, and is written again with nothing lost', async (name) => {
  const { card, artifacts } = await unzipModel(await readTestFile(`${FOLDER}/${name}`));
  const network = await networkFromArtifacts(artifacts);
  const pixels = referencePixels(card.golden, card.preprocessing);
  const answers = await predict(network, pixels, referenceCount, networkInputOf(card));
  network.dispose();
  expect(card.golden.probabilities).toHaveLength(referenceCount);
  expect(new Set(card.golden.probabilities.map(([first]) => first)).size).toBe(referenceCount);
  expect(referenceMismatch(card.golden.probabilities, answers)).toBeNull();
  const again = await unzipModel(new Uint8Array(await (await zipModel(card, artifacts)).arrayBuffer()));
  expect(again.card).toEqual(card);
  expect(new Uint8Array(again.artifacts.weights)).toEqual(new Uint8Array(artifacts.weights));
});
