import * as v from 'valibot';

export const nameSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,100}$/));
const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max));
const pair = v.pipe(
  v.strictTuple([whole(256), whole(256)]),
  v.check(([height, width]) => height === width),
);
const one = v.strictTuple([v.literal(1), v.literal(1)]);
const padding = v.picklist(['same', 'valid']);
const activation = v.picklist(['linear', 'relu', 'sigmoid', 'softmax', 'tanh']);
const lastChannels = v.optional(v.literal('channels_last'));
const noSettings = v.strictObject({});
/**
 * tfjs writes Glorot's and He's initializers as 'VarianceScaling'. Weights are read from the file, so that these run for
 * nothing: the cheap ones are let through, `Orthogonal` (a QR decomposition) is not.
 */
const initializer = v.optional(
  v.variant('class_name', [
    v.strictObject({ class_name: v.picklist(['Zeros', 'Ones']), config: noSettings }),
    v.strictObject({
      class_name: v.literal('VarianceScaling'),
      config: v.strictObject({
        scale: v.pipe(v.number(), v.minValue(1e-6), v.maxValue(100)),
        mode: v.picklist(['fan_in', 'fan_out', 'fan_avg']),
        distribution: v.picklist(['uniform', 'normal']),
        seed: v.nullish(v.pipe(v.number(), v.finite())),
      }),
    }),
  ]),
);
const nothing = v.nullish(v.null());
const side = whole(65_536);
export const inputShapeSchema = v.strictTuple([v.null(), side, side, side]);
const common = {
  name: nameSchema,
  trainable: v.optional(v.boolean()),
  dtype: v.optional(v.literal('float32')),
  batch_input_shape: v.optional(inputShapeSchema),
};
const learned = {
  ...common,
  activation,
  use_bias: v.boolean(),
  kernel_initializer: initializer,
  bias_initializer: initializer,
  kernel_regularizer: nothing,
  bias_regularizer: nothing,
  activity_regularizer: nothing,
  kernel_constraint: nothing,
  bias_constraint: nothing,
};
const pool = { ...common, pool_size: pair, strides: pair, padding: v.literal('valid'), data_format: lastChannels };
const layer = <const Class extends string, Entries extends v.ObjectEntries>(className: Class, entries: Entries) =>
  v.strictObject({ class_name: v.literal(className), config: v.strictObject(entries) });

/** One layer as tfjs-layers 4.22 writes it: only the classes and settings that Axial builds from, each within bounds. */
export const layerSchema = v.variant('class_name', [
  layer('InputLayer', { ...common, batch_input_shape: inputShapeSchema, sparse: v.optional(v.literal(false)) }),
  layer('Conv2D', {
    ...learned,
    filters: whole(65_536),
    kernel_size: pair,
    strides: pair,
    padding,
    data_format: lastChannels,
    dilation_rate: v.optional(one),
  }),
  layer('MaxPooling2D', pool),
  layer('AveragePooling2D', pool),
  layer('BatchNormalization', {
    ...common,
    axis: v.literal(-1),
    momentum: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    epsilon: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    center: v.boolean(),
    scale: v.boolean(),
    beta_initializer: initializer,
    gamma_initializer: initializer,
    moving_mean_initializer: initializer,
    moving_variance_initializer: initializer,
    beta_regularizer: nothing,
    gamma_regularizer: nothing,
    beta_constraint: nothing,
    gamma_constraint: nothing,
  }),
  layer('ReLU', { ...common, max_value: nothing }),
  layer('Activation', { ...common, activation }),
  layer('Dropout', {
    ...common,
    rate: v.pipe(
      v.number(),
      v.minValue(0),
      v.check((rate) => rate < 1),
    ),
    noise_shape: nothing,
    seed: v.nullish(v.pipe(v.number(), v.finite())),
  }),
  layer('Flatten', { ...common, data_format: lastChannels }),
  layer('GlobalAveragePooling2D', { ...common, data_format: lastChannels }),
  layer('Dense', { ...learned, units: whole(65_536) }),
]);
export type Layer = v.InferOutput<typeof layerSchema>;
