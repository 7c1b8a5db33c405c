import { strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Predictions } from '../../evaluation/predictions.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { unzipModel, zipModel } from '../modelFile/modelZip.ts';
import { exampleArtifacts } from '../network/exampleModel.fixture.ts';
import { evaluationJson } from './evaluationJson.ts';

const test4: Predictions = {
  sha256: ['aa', 'bb', 'cc', 'dd'],
  labels: [0, 0, 1, 1],
  probabilities: [
    [0.9, 0.1],
    [0.4, 0.6],
    [0.3, 0.7],
    [0.8, 0.2],
  ],
  groups: [7, 7, 8, 9],
};
const history = { epochs: [], batchLosses: [0.7, 0.5] };

test('the figures of a card can be checked: each test scan with its group, class and probabilities, counts and curve', () => {
  const json = evaluationJson(exampleCard, { history, predictions: { validation: test4, test: test4 } });
  const read = JSON.parse(json ?? '');
  expect(read).toMatchObject({ format: 'axial-evaluation', classes: exampleCard.classes, threshold: 0.42, history });
  // At 0.42, by hand: one of each kind.
  expect(read.confusion).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(read.test[2]).toEqual({ sha256: 'cc', group: 8, label: 'Brain Tumor', probabilities: [0.3, 0.7] });
  expect(read.roc.map((point: { truePositiveRate: number }) => point.truePositiveRate)).toEqual([0, 0.5, 0.5, 1, 1]);
  expect(read.roc[0].threshold).toBeNull();
});

test('of a model whose scans are not known nothing is written', () => {
  expect(evaluationJson(exampleCard, { history: null, predictions: null })).toBeNull();
});

const epoch = {
  ...{ epoch: 1, trainingLoss: 0.6, trainingAccuracy: 0.7, validationLoss: 0.65, validationAccuracy: 0.75 },
  ...{ learningRate: 0.001, seconds: 2 },
};
const evaluated = {
  history: { epochs: [epoch], batchLosses: [0.7, 0.5] },
  predictions: { validation: known(), test: known() },
};

/** `test4` under names that are SHA-256. */
function known(): Predictions {
  return { ...test4, sha256: test4.sha256.map((each) => each.repeat(32)) };
}

async function zipped(card: ModelCard): Promise<Uint8Array> {
  return new Uint8Array(await (await zipModel(card, exampleArtifacts(), evaluated)).arrayBuffer());
}

test('what a downloaded model says of its evaluation is read back, as the network said it', async () => {
  const { history, predictions } = await unzipModel(await zipped({ ...exampleCard, temperature: 1.7 }));
  expect(history).toEqual(evaluated.history);
  expect(predictions?.validation).toMatchObject({ ...known(), probabilities: expect.anything() });
  predictions?.test.probabilities.flat().forEach((each, i) => {
    expect(each).toBeCloseTo(test4.probabilities.flat()[i] ?? Number.NaN, 12);
  });
});

test('of a sealed test set nothing is read back, and of a file without an evaluation nothing at all', async () => {
  const { predictions } = await unzipModel(await zipped({ ...exampleCard, testAccess: { openings: [] } }));
  expect(predictions?.validation.labels).toEqual([0, 0, 1, 1]);
  expect(predictions?.test.labels).toEqual([]);
  const plain = new Uint8Array(await (await zipModel(exampleCard, exampleArtifacts())).arrayBuffer());
  expect(await unzipModel(plain)).toMatchObject({ history: null, predictions: null });
});

test.each<[string, (evaluation: Record<string, unknown>) => unknown, string]>([
  ['of other classes', (each) => ({ ...each, classes: ['a', 'b'] }), 'is of other classes than the card'],
  ['of another class', (each) => ({ ...each, test: scans(each, { label: 'c' }) }), 'names a scan of no class'],
  [
    'of too few numbers',
    (each) => ({ ...each, test: scans(each, { probabilities: [1, 0, 0] }) }),
    'names a scan of no class',
  ],
  ['of 700 %', (each) => ({ ...each, test: scans(each, { probabilities: [7, -6] }) }), 'must be between 0 and 1.001'],
  [
    'of a scan without a hash',
    (each) => ({ ...each, test: scans(each, { sha256: 'x' }) }),
    'must be 64 hexadecimal digits',
  ],
  ['that is none', () => [], "'evaluation.json' is not valid"],
])('an evaluation %s is refused in one sentence', async (_, change, words) => {
  const files = unzipSync(await zipped(exampleCard));
  const evaluation = JSON.parse(new TextDecoder().decode(files['evaluation.json']));
  const zip = zipSync({ ...files, 'evaluation.json': strToU8(JSON.stringify(change(evaluation))) });
  await expect(unzipModel(zip)).rejects.toThrow(words);
});

function scans(evaluation: Record<string, unknown>, change: object): object[] {
  return (evaluation.test as object[]).map((scan) => ({ ...scan, ...change }));
}
