import * as v from 'valibot';
import type { LayerSpec } from '../../model/networkSpec.ts';
import type { TrainingRequest } from '../../worker/protocol.ts';

// What the fields of the form can hold, no more: whether it can be trained is asked anew at every visit.

const number = (min: number, max: number) => v.pipe(v.number(), v.minValue(min), v.maxValue(max));
const whole = (min: number, max: number) => v.pipe(number(min, max), v.integer());
const seed = whole(0, 2 ** 32 - 1);
const share = number(0, 1);

const activation = v.picklist(['linear', 'relu']);
const layer: v.GenericSchema<LayerSpec> = v.variant('kind', [
  v.strictObject({
    kind: v.literal('conv'),
    kernels: whole(1, 65536),
    size: whole(1, 256),
    stride: whole(1, 256),
    padding: v.picklist(['same', 'valid']),
    activation,
  }),
  v.strictObject({ kind: v.picklist(['max-pool', 'average-pool']), size: whole(1, 256), stride: whole(1, 256) }),
  v.strictObject({ kind: v.picklist(['batch-norm', 'relu', 'flatten', 'global-average-pool']) }),
  v.strictObject({ kind: v.literal('dropout'), rate: number(0, 0.999) }),
  v.strictObject({ kind: v.literal('dense'), units: whole(1, 65536), activation }),
]);

const split = v.pipe(
  v.strictObject({
    kind: v.picklist(['grouped', 'random']),
    seed,
    shares: v.strictObject({ training: share, validation: share, test: share }),
  }),
  v.check(({ shares: { training, validation, test } }) => Math.abs(training + validation + test - 1) < 1e-6),
);

export const requestSchema: v.GenericSchema<unknown, TrainingRequest> = v.strictObject({
  network: v.strictObject({
    preset: v.picklist(['course', 'compact', 'custom']),
    layers: v.pipe(v.array(layer), v.maxLength(200)),
  }),
  preprocessing: v.strictObject({
    version: v.literal(1),
    size: whole(32, 256),
    depth: v.picklist([1, 3]),
    fit: v.picklist(['stretch', 'pad', 'harmonise']),
  }),
  augmentation: v.strictObject({
    horizontalFlip: v.boolean(),
    rotation: number(0, 180),
    zoom: share,
    shift: share,
    brightness: share,
  }),
  hyperparameters: v.strictObject({
    epochs: whole(1, 1e6),
    batchSize: whole(1, 1e6),
    learningRate: number(0, 1e3),
    schedule: v.picklist(['constant', 'cosine', 'reduce-on-plateau']),
    classWeights: v.boolean(),
    patience: v.nullable(whole(0, 1e6)),
    seed,
  }),
  split,
  backend: v.picklist(['auto', 'webgl', 'webgpu', 'wasm', 'cpu']),
});
