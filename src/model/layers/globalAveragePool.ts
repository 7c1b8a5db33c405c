import { lastChannels } from '../layerDefinition/kerasSettings.ts';
import { defineLayer } from '../layerDefinition/layer.ts';
import { asImage } from '../layerDefinition/layerShape.ts';

export const globalAveragePool = defineLayer({
  kind: 'global-average-pool',
  label: 'Global average pooling',
  help: 'Keeps the mean of each feature map: one value per filter, and far fewer parameters than Flatten.',
  fields: {},
  defaults: {},
  summary: () => '',
  effect: 'list',
  className: 'GlobalAveragePooling2D',
  settings: { data_format: lastChannels },
  config: () => ({}),
  outputShape: (_, input) => [asImage(input, 'Global average pooling')[2]],
  weights: () => [],
});
