import { readdirSync } from 'node:fs';
import { setBackend } from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { readTestFile } from '../decoding/testFile.fixture.ts';
import { predict } from '../inference/predict.ts';
import { referenceCount, referenceMismatch, referencePixels } from '../inference/referencePredictions.ts';
import { networkFromArtifacts } from '../model/artifacts.ts';
import { networkInputOf } from '../model/networkInput.ts';
import { unzipModel, zipModel } from './modelZip.ts';

beforeAll(() => setBackend('cpu'));

const FOLDER = 'models/released';
/** A file of every state of the card that was published, written by the code of that time: see the README beside them. */
const FILES = readdirSync(`e2e/data/${FOLDER}`).filter((name) => name.endsWith('.zip'));

test('there is a model of every state of the card', () => {
  expect(FILES).toHaveLength(13);
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
