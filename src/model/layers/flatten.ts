import { lastChannels } from '../layer/kerasSettings.ts';
import { defineLayer } from '../layer/layer.ts';
import { asImage, product } from '../layer/layerShape.ts';

export const flatten = defineLayer({
  kind: 'flatten',
  label: 'Flatten',
  help: 'Turns the feature maps into one list of values, for a dense layer.',
  fields: {},
  defaults: {},
  summary: () => '',
  className: 'Flatten',
  settings: { data_format: lastChannels },
  config: () => ({}),
  outputShape: (_, input) => [product(asImage(input, 'Flatten'))],
  weights: () => [],
});
