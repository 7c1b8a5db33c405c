import { lastChannels } from '../layerDefinition/kerasSettings.ts';
import { defineLayer } from '../layerDefinition/layer.ts';
import { asImage, product } from '../layerDefinition/layerShape.ts';

export const flatten = defineLayer({
  kind: 'flatten',
  label: 'Flatten',
  help: 'Turns the feature maps into one list of values, for a dense layer.',
  fields: {},
  defaults: {},
  summary: () => '',
  effect: 'list',
  className: 'Flatten',
  settings: { data_format: lastChannels },
  config: () => ({}),
  outputShape: (_, input) => [product(asImage(input, 'Flatten'))],
  weights: () => [],
});
