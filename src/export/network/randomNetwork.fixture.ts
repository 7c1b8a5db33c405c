import * as tf from '@tensorflow/tfjs';
import type { ModelCard } from '../../model/card/card.ts';
import { exampleCard } from '../../model/card/exampleCard.fixture.ts';
import { ensembleOf } from '../../model/ensemble.ts';
import { inspectNetwork } from '../../model/inspectNetwork.ts';
import type { LayerSpec } from '../../model/layers.ts';
import { artifactsOf } from '../../model/network/artifacts.ts';
import { buildNetwork } from '../../model/network/buildNetwork.ts';
import { createRandom, type Random } from '../../statistics/random.ts';
import type { ExportedModel } from './chains.ts';

/** A network of the editor and what tfjs says it answers. */
export type AnsweredModel = ExportedModel & {
  readonly layers: readonly LayerSpec[];
  /** [count, size, size, depth], 0..1. */
  readonly inputs: Float32Array;
  readonly count: number;
  /** [count, units], single precision as the network gives them. */
  readonly answers: Float32Array;
};

const COUNT = 3;

/**
 * A network that the editor can make: any layers in any order that fits, 1 or 3 channels, 2 to 5 classes; every fifth an ensemble
 * of two. Weights and moving averages are far from what a fresh network has.
 */
export async function randomNetwork(seed: number): Promise<AnsweredModel> {
  const random = createRandom(seed).fork('network');
  const classCount = 2 + random.integer(4);
  const preprocessing = {
    version: 1,
    size: 32 + random.integer(9),
    depth: random.next() < 0.5 ? 1 : 3,
    fit: 'pad',
  } as const;
  const layers = randomLayers(random, preprocessing, classCount);
  const classes = Array.from({ length: classCount }, (_, index) => `class "${index}" & <co>`);
  const card: ModelCard = {
    ...exampleCard,
    classes,
    positiveClass: classCount === 2 ? (classes[1] ?? null) : null,
    threshold: classCount === 2 ? 0.42 : null,
    network: { preset: 'custom', layers },
    preprocessing,
    data: { ...exampleCard.data, scansPerClass: classes.map(() => 10) },
    golden: { seed: 1, probabilities: [] },
  };
  const { size, depth } = preprocessing;
  const inputs = Float32Array.from({ length: COUNT * size * size * depth }, () => random.integer(256) / 255);
  const members = await Promise.all(
    Array.from({ length: seed % 5 === 4 ? 2 : 1 }, (_, index) => member(card, 100 * seed + index, inputs)),
  );
  const units = (members[0]?.answers.length ?? 0) / COUNT;
  return {
    ...{ card, layers, inputs, count: COUNT },
    artifacts: ensembleOf(
      members.map(({ artifacts }) => artifacts),
      [size, size, depth],
    ),
    answers: Float32Array.from({ length: COUNT * units }, (_, i) =>
      members.reduce((sum, { answers }) => sum + (answers[i] ?? 0) / members.length, 0),
    ),
  };
}

async function member({ network, preprocessing, classes }: ModelCard, seed: number, inputs: Float32Array) {
  const { size, depth } = preprocessing;
  const model = buildNetwork(network, preprocessing, classes.length, seed);
  tf.tidy(() => {
    const random = createRandom(seed).fork('weights');
    for (const weight of model.weights) {
      const values = weight.read();
      const noise = tf.tensor(
        Float32Array.from({ length: values.size }, () => random.next() - 0.5),
        values.shape,
      );
      weight.write(weight.name.endsWith('variance') ? values.add(noise).abs().add(0.2) : values.add(noise.mul(0.2)));
    }
  });
  const answers = tf.tidy(() =>
    (model.predict(tf.tensor4d(inputs, [COUNT, size, size, depth])) as tf.Tensor).dataSync(),
  );
  const artifacts = await artifactsOf(model);
  model.dispose();
  return { artifacts, answers: Float32Array.from(answers) };
}

function randomLayers(random: Random, input: { size: number; depth: number }, classCount: number): LayerSpec[] {
  const fits = (layers: LayerSpec[]) =>
    inspectNetwork({ preset: 'custom', layers: [...layers, { kind: 'flatten' }] }, input, classCount).problem === null;
  let maps: LayerSpec[] = [];
  for (let tries = 2 + random.integer(7); tries > 0; tries--) {
    const next = [...maps, randomMapLayer(random)];
    if (fits(next)) maps = next;
  }
  const ends: LayerSpec[] = [
    { kind: 'flatten' },
    { kind: 'global-average-pool' },
    { kind: 'global-max-pool' },
    { kind: 'global-average-max-pool' },
  ];
  const lists: LayerSpec[] = [
    { kind: 'dense', units: 1 + random.integer(9), activation: random.next() < 0.5 ? 'relu' : 'linear' },
    { kind: 'dropout', rate: 0.3 },
    { kind: 'batch-norm' },
    { kind: 'relu' },
  ];
  return [...maps, pick(random, ends), ...lists.filter(() => random.next() < 0.4)];
}

function randomMapLayer(random: Random): LayerSpec {
  const side = () => 1 + random.integer(4);
  return pick<LayerSpec>(random, [
    {
      kind: 'conv',
      kernels: 1 + random.integer(6),
      size: side(),
      stride: side(),
      padding: random.next() < 0.5 ? 'same' : 'valid',
      activation: random.next() < 0.5 ? 'relu' : 'linear',
    },
    { kind: 'max-pool', size: side(), stride: side() },
    { kind: 'average-pool', size: side(), stride: side() },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'dropout', rate: 0.25 },
  ]);
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[random.integer(items.length)];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
