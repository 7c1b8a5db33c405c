import { defineLayer } from '../layer.ts';
import { pooling } from '../pooling.ts';

export const averagePool = defineLayer({
  ...pooling,
  kind: 'average-pool',
  label: 'Average pooling',
  help: 'Keeps the mean of every window.',
  className: 'AveragePooling2D',
});
