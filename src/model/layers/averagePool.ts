import { defineLayer } from '../layerDefinition/layer.ts';
import { pooling } from '../layerDefinition/pooling.ts';

export const averagePool = defineLayer({
  ...pooling,
  kind: 'average-pool',
  label: 'Average pooling',
  help: 'Keeps the mean of every window.',
  className: 'AveragePooling2D',
});
