import * as tf from '@tensorflow/tfjs';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ModelCard } from '../../model/card/card.ts';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import type { LayerSpec } from '../../model/layers.ts';
import { artifactsOf, networkFromArtifacts } from '../../model/network/artifacts.ts';
import { buildNetwork } from '../../model/network/buildNetwork.ts';
import { unzipModel, zipModel } from './modelZip.ts';

/** One of every kind of layer that the editor has. */
const everyKind: LayerSpec[] = [
  { kind: 'batch-norm' },
  { kind: 'conv', kernels: 4, size: 3, stride: 1, padding: 'same', activation: 'linear' },
  { kind: 'batch-norm' },
  { kind: 'relu' },
  { kind: 'max-pool', size: 2, stride: 2 },
  { kind: 'conv', kernels: 3, size: 5, stride: 2, padding: 'valid', activation: 'relu' },
  { kind: 'average-pool', size: 2, stride: 1 },
  { kind: 'dropout', rate: 0.25 },
  { kind: 'flatten' },
  { kind: 'dense', units: 5, activation: 'relu' },
  { kind: 'batch-norm' },
  { kind: 'dense', units: 4, activation: 'linear' },
];
const pooled: LayerSpec[] = [
  { kind: 'conv', kernels: 4, size: 3, stride: 1, padding: 'same', activation: 'relu' },
  { kind: 'global-average-pool' },
  { kind: 'dropout', rate: 0.5 },
];

/** Ends with what TF.js and Keras have no class for. */
const pooledTwice: LayerSpec[] = [
  { kind: 'conv', kernels: 4, size: 3, stride: 1, padding: 'same', activation: 'relu' },
  { kind: 'global-average-max-pool' },
  { kind: 'dropout', rate: 0.5 },
];
const pooledAtOnce: LayerSpec[] = [
  { kind: 'global-average-max-pool' },
  { kind: 'dense', units: 3, activation: 'relu' },
];
const maxPooled: LayerSpec[] = [...pooled.slice(0, 1), { kind: 'global-max-pool' }];

beforeAll(() => tf.setBackend('cpu'));
afterAll(() => tf.disposeVariables());

function cardFor(layers: LayerSpec[], depth: 1 | 3, classes: string[]): ModelCard {
  return {
    ...exampleCard,
    classes,
    positiveClass: classes.length === 2 ? (classes[1] ?? null) : null,
    threshold: classes.length === 2 ? 0.5 : null,
    network: { preset: 'custom', layers },
    preprocessing: { ...exampleCard.preprocessing, depth },
    data: { ...exampleCard.data, scansPerClass: classes.map(() => 10) },
    golden: { seed: 1, probabilities: [] },
  };
}

/** A network whose every weight differs from what building it anew would give. */
function trainedLike({ network, preprocessing, classes }: ModelCard): tf.LayersModel {
  const model = buildNetwork(network, preprocessing, classes.length, 1);
  tf.tidy(() => model.setWeights(model.getWeights().map((weight) => weight.mul(0.9).add(0.05))));
  return model;
}

async function answers(model: tf.LayersModel, depth: number): Promise<number[]> {
  const output = tf.tidy(() => model.predict(tf.randomUniform([3, 32, 32, depth], 0, 1, 'float32', 5)) as tf.Tensor);
  const numbers = [...(await output.data())];
  output.dispose();
  return numbers;
}

test.each([
  ['every kind of layer, two classes', cardFor(everyKind, 1, ['no', 'yes'])],
  ['global average pooling, RGB, three classes', cardFor(pooled, 3, ['a', 'b', 'c'])],
  ['global max pooling', cardFor(maxPooled, 1, ['no', 'yes'])],
  ['global average and max pooling', cardFor(pooledTwice, 1, ['no', 'yes'])],
  ['global average and max pooling of the scan itself, RGB', cardFor(pooledAtOnce, 3, ['a', 'b', 'c'])],
])('%s: the files of the zip open in TF.js with no code of ours and answer the same', async (_, card) => {
  const model = trainedLike(card);
  const expected = await answers(model, card.preprocessing.depth);
  const zip = new Uint8Array(await (await zipModel(card, await artifactsOf(model))).arrayBuffer());
  model.dispose();

  const files = unzipSync(zip);
  const fileOf = (name: string) => new File([files[name] ?? new Uint8Array()], name);
  const plain = await tf.loadLayersModel(tf.io.browserFiles([fileOf('model.json'), fileOf('weights.bin')]));
  expect(await answers(plain, card.preprocessing.depth)).toEqual(expected);
  plain.dispose();

  const ours = await networkFromArtifacts((await unzipModel(zip)).artifacts);
  expect(await answers(ours, card.preprocessing.depth)).toEqual(expected);
  ours.dispose();
  expect(new Set(expected).size).toBeGreaterThan(1);
});
