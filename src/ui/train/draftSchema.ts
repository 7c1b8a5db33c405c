import * as v from 'valibot';
import type { LayerSpec } from '../../model/layers.ts';
import type { TrainingRequest } from '../../worker/protocol.ts';

// What the fields of the form can hold, no more: whether it can be trained is asked anew at every visit.

/** In JSON, which has none. */
export const NAN = 'NaN';

/** Any number, allowed or not: its field shows it with what is wrong. NaN is an empty field. */
const number = v.pipe(v.union([v.number(), v.literal(NAN)]), v.transform(Number));

const activation = v.picklist(['linear', 'relu']);
const layer: v.GenericSchema<unknown, LayerSpec> = v.variant('kind', [
  v.strictObject({
    kind: v.literal('conv'),
    kernels: number,
    size: number,
    stride: number,
    padding: v.picklist(['same', 'valid']),
    activation,
  }),
  v.strictObject({ kind: v.picklist(['max-pool', 'average-pool']), size: number, stride: number }),
  v.strictObject({ kind: v.picklist(['batch-norm', 'relu', 'flatten', 'global-average-pool']) }),
  v.strictObject({ kind: v.literal('dropout'), rate: number }),
  v.strictObject({ kind: v.literal('dense'), units: number, activation }),
]);

const split = v.pipe(
  v.strictObject({
    kind: v.picklist(['grouped', 'random']),
    seed: number,
    shares: v.strictObject({ training: number, validation: number, test: number }),
  }),
  // The shares of the fields, and the rest; NaN where a field is empty.
  v.check(({ shares: { training, validation, test } }) => !(Math.abs(training + validation + test - 1) >= 1e-6)),
);

export const requestSchema: v.GenericSchema<unknown, TrainingRequest> = v.strictObject({
  network: v.strictObject({
    preset: v.picklist(['course', 'compact', 'custom']),
    layers: v.pipe(v.array(layer), v.maxLength(200)),
  }),
  preprocessing: v.strictObject({
    version: v.literal(1),
    size: number,
    depth: v.picklist([1, 3]),
    fit: v.picklist(['stretch', 'pad', 'harmonise']),
  }),
  augmentation: v.strictObject({
    horizontalFlip: v.boolean(),
    rotation: number,
    zoom: number,
    shift: number,
    brightness: number,
  }),
  hyperparameters: v.strictObject({
    epochs: number,
    batchSize: number,
    learningRate: number,
    schedule: v.picklist(['constant', 'cosine', 'reduce-on-plateau']),
    classWeights: v.boolean(),
    patience: v.nullable(number),
    seed: number,
  }),
  split,
  backend: v.picklist(['auto', 'webgl', 'webgpu', 'wasm', 'cpu']),
});
