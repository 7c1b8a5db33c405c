import * as v from 'valibot';
import { commonSettings, inputShape, lastChannels } from '../layerDefinition/kerasSettings.ts';
import { defineLayer } from '../layerDefinition/layer.ts';
import { asImage, ImpossibleLayerError } from '../layerDefinition/layerShape.ts';

/**
 * A class that Keras and tfjs have not. It is built, stored and written as what both can read: a functional model of two
 * poolings and a concatenation, as one layer of the stack. These are the names within it.
 */
const parts = { input: 'feature_maps', average: 'average', maximum: 'maximum', both: 'average_and_maximum' } as const;
type Part = (typeof parts)[keyof typeof parts];

const result = <const Name extends Part>(name: Name): [Name, 0, 0] => [name, 0, 0];
const from = <const Name extends Part>(name: Name): [Name, 0, 0, Record<never, never>] => [name, 0, 0, {}];

const resultSchema = <const Name extends Part>(name: Name) =>
  v.strictTuple([v.literal(name), v.literal(0), v.literal(0)]);
const fromSchema = <const Name extends Part>(name: Name) =>
  v.strictTuple([v.literal(name), v.literal(0), v.literal(0), v.strictObject({})]);
const { trainable, dtype } = commonSettings;

const poolingSchema = <const Name extends Part, const Class extends string>(name: Name, className: Class) =>
  v.strictObject({
    name: v.literal(name),
    class_name: v.literal(className),
    config: v.strictObject({ name: v.literal(name), trainable, dtype, data_format: lastChannels }),
    inbound_nodes: v.strictTuple([v.strictTuple([fromSchema(parts.input)])]),
  });

const layersSchema = v.strictTuple([
  v.strictObject({
    name: v.literal(parts.input),
    class_name: v.literal('InputLayer'),
    config: v.strictObject({
      ...{ name: v.literal(parts.input), trainable, dtype },
      ...{ batch_input_shape: inputShape, sparse: v.optional(v.literal(false)) },
    }),
    inbound_nodes: v.strictTuple([]),
  }),
  poolingSchema(parts.average, 'GlobalAveragePooling2D'),
  poolingSchema(parts.maximum, 'GlobalMaxPooling2D'),
  v.strictObject({
    name: v.literal(parts.both),
    class_name: v.literal('Concatenate'),
    config: v.strictObject({ name: v.literal(parts.both), trainable, dtype, axis: v.literal(-1) }),
    inbound_nodes: v.strictTuple([v.strictTuple([fromSchema(parts.average), fromSchema(parts.maximum)])]),
  }),
]);

const settings = {
  layers: layersSchema,
  input_layers: v.strictTuple([resultSchema(parts.input)]),
  output_layers: v.strictTuple([resultSchema(parts.both)]),
};
type Config = v.InferInput<v.StrictObjectSchema<typeof settings, undefined>>;

const kerasHelper = [
  'def average_and_maximum(shape):',
  '    maps = keras.Input(shape)',
  '    pooled = [layers.GlobalAveragePooling2D()(maps), layers.GlobalMaxPooling2D()(maps)]',
  '    return keras.Model(maps, layers.Concatenate()(pooled))',
  '',
];

const label = 'Global average + max pooling';

export const globalAverageMaxPool = defineLayer({
  kind: 'global-average-max-pool',
  label,
  help: 'Keeps the mean and the largest value of each feature map, so that a small finding is not averaged away.',
  fields: {},
  defaults: {},
  summary: () => '',
  effect: 'list',
  className: 'Functional',
  settings,
  config: (_, __, input) => modelOf(asImage(input, label)),
  kerasCode: { helper: kerasHelper, call: (input) => `average_and_maximum((${input.join(', ')}))` },
  outputShape: ({ layers: [{ config }] }, input) => {
    const [height, width, channels] = asImage(input, label);
    const [, ...pooled] = config.batch_input_shape;
    if (pooled.join() !== [height, width, channels].join())
      throw new ImpossibleLayerError(`It pools images of ${pooled.join(' x ')}, not of ${input.join(' x ')}.`);
    return [2 * channels];
  },
  weights: () => [],
});

function modelOf([height, width, channels]: readonly [number, number, number]): Config {
  return {
    layers: [
      {
        name: parts.input,
        class_name: 'InputLayer',
        config: { name: parts.input, batch_input_shape: [null, height, width, channels], dtype: 'float32' },
        inbound_nodes: [],
      },
      {
        name: parts.average,
        class_name: 'GlobalAveragePooling2D',
        config: { name: parts.average },
        inbound_nodes: [[from(parts.input)]],
      },
      {
        name: parts.maximum,
        class_name: 'GlobalMaxPooling2D',
        config: { name: parts.maximum },
        inbound_nodes: [[from(parts.input)]],
      },
      {
        name: parts.both,
        class_name: 'Concatenate',
        config: { name: parts.both, axis: -1 },
        inbound_nodes: [[from(parts.average), from(parts.maximum)]],
      },
    ],
    input_layers: [result(parts.input)],
    output_layers: [result(parts.both)],
  };
}
