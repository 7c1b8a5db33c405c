import { lastChannels } from '../layerDefinition/kerasSettings.ts';
import { defineLayer } from '../layerDefinition/layer.ts';
import { asImage } from '../layerDefinition/layerShape.ts';

export const globalMaxPool = defineLayer({
  kind: 'global-max-pool',
  label: 'Global max pooling',
  help: 'Keeps the largest value of each feature map: a small finding counts as much as a large one.',
  fields: {},
  defaults: {},
  summary: () => '',
  effect: 'list',
  className: 'GlobalMaxPooling2D',
  settings: { data_format: lastChannels },
  config: () => ({}),
  outputShape: (_, input) => [asImage(input, 'Global max pooling')[2]],
  weights: () => [],
});
