import { defineLayer } from '../layerDefinition/layer.ts';
import { pooling } from '../layerDefinition/pooling.ts';

export const maxPool = defineLayer({
  ...pooling,
  kind: 'max-pool',
  label: 'Max pooling',
  help: 'Keeps the largest value of every window: smaller feature maps, less sensitive to small shifts.',
  className: 'MaxPooling2D',
});
