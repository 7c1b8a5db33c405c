import { nothing } from '../layerDefinition/kerasSettings.ts';
import { defineLayer } from '../layerDefinition/layer.ts';

export const relu = defineLayer({
  kind: 'relu',
  label: 'ReLU',
  help: 'Keeps positive values and sets negative ones to 0.',
  fields: {},
  defaults: {},
  summary: () => '',
  effect: 'pointwise',
  className: 'ReLU',
  settings: { max_value: nothing },
  config: () => ({}),
  outputShape: (_, input) => input,
  weights: () => [],
});
