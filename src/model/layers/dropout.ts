import * as v from 'valibot';
import { share } from '../../dataset/recordSchemas.ts';
import { decimalField } from '../../dataset/settingFields.ts';
import { layerSeed, nothing } from '../layerDefinition/kerasSettings.ts';
import { defineLayer } from '../layerDefinition/layer.ts';
import { ImpossibleLayerError } from '../layerDefinition/layerShape.ts';

/** Share of units dropped, 0 <= rate < 1. */
const rateSchema = v.pipe(
  share,
  v.check((rate) => rate < 1, 'must be under 1'),
);

export const dropout = defineLayer({
  kind: 'dropout',
  label: 'Dropout',
  help: 'Sets a random share of the values to 0 in training, so that the network does not rely on single ones.',
  fields: {
    rate: {
      ...decimalField({ label: 'Dropout rate', unit: '%', min: 0, max: 95, scale: 100 }),
      schema: rateSchema,
    },
  },
  defaults: { rate: 0.3 },
  summary: ({ rate }) => rate,
  effect: 'none',
  className: 'Dropout',
  settings: { rate: rateSchema, noise_shape: nothing, seed: layerSeed },
  config: ({ rate }) => ({ rate }),
  values: ({ rate }) => ({ rate }),
  outputShape: ({ rate }, input) => {
    if (!(rate >= 0 && rate < 1))
      throw new ImpossibleLayerError(`The dropout rate must be at least 0 and below 1, not ${rate}.`);
    return input;
  },
  weights: () => [],
});
