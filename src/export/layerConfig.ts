import * as v from 'valibot';
import { activation, commonSettings, inputShape } from '../model/kerasSettings.ts';
import { layerKinds } from '../model/layers.ts';

/** Takes the scans and leaves them as they are. */
const inputLayer = v.strictObject({
  class_name: v.literal('InputLayer'),
  config: v.strictObject({ ...commonSettings, batch_input_shape: inputShape, sparse: v.optional(v.literal(false)) }),
});
/** What Axial writes as a part of another layer, and others as a layer of its own. */
const activationLayer = v.strictObject({
  class_name: v.literal('Activation'),
  config: v.strictObject({ ...commonSettings, activation }),
});

/** One layer as tfjs-layers 4.22 writes it: only the classes and settings that Axial builds from, each within bounds. */
export const layerSchema = v.variant('class_name', [
  inputLayer,
  activationLayer,
  ...layerKinds.map(({ fileSchema }) => fileSchema),
]);
export type FileLayer = v.InferOutput<typeof layerSchema>;
