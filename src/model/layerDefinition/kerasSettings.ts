import * as v from 'valibot';
import { whole } from '../../dataset/recordSchemas.ts';

// Settings of layers as Keras and tfjs-layers 4.22 write them: what a model that is opened may hold, within bounds.

/** Above this a single layer is certainly a slip of the hand. */
export const maximalUnits = 65_536;
/** Of a window or a stride, pixels. */
export const maximalSide = 256;

export const layerName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,100}$/));
export const units = whole(1, maximalUnits);
/** A square. */
export const pair = v.pipe(
  v.strictTuple([whole(1, maximalSide), whole(1, maximalSide)]),
  v.check(([height, width]) => height === width),
);
export const square = (side: number): [number, number] => [side, side];
export const nothing = v.nullish(v.null());
export const lastChannels = v.optional(v.literal('channels_last'));
export const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const layerSeed = v.nullish(v.pipe(v.number(), v.finite()));
export const activation = v.picklist(['linear', 'relu', 'sigmoid', 'softmax', 'tanh']);
/**
 * tfjs writes Glorot's and He's initializers as 'VarianceScaling'. Weights are read from the file, so that these run for
 * nothing: the cheap ones are let through, `Orthogonal` (a QR decomposition) is not.
 */
export const initializer = v.optional(
  v.variant('class_name', [
    v.strictObject({ class_name: v.picklist(['Zeros', 'Ones']), config: v.strictObject({}) }),
    v.strictObject({
      class_name: v.literal('VarianceScaling'),
      config: v.strictObject({
        scale: v.pipe(v.number(), v.minValue(1e-6), v.maxValue(100)),
        mode: v.picklist(['fan_in', 'fan_out', 'fan_avg']),
        distribution: v.picklist(['uniform', 'normal']),
        seed: layerSeed,
      }),
    }),
  ]),
);

export const inputShape = v.strictTuple([v.null(), units, units, units]);
/** Of every layer. */
export const commonSettings = {
  name: layerName,
  trainable: v.optional(v.boolean()),
  dtype: v.optional(v.literal('float32')),
  batch_input_shape: v.optional(inputShape),
};
