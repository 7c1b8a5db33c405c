import { wholeField } from '../../dataset/settingFields.ts';
import { maximalUnits, units } from '../layerDefinition/kerasSettings.ts';
import { defineLayer } from '../layerDefinition/layer.ts';
import { demandWhole, ImpossibleLayerError } from '../layerDefinition/layerShape.ts';
import {
  activationField,
  hasBias,
  isEditable,
  kernelAndBias,
  learnedSettings,
} from '../layerDefinition/learnedLayer.ts';

export const dense = defineLayer({
  kind: 'dense',
  label: 'Dense',
  help: 'Each unit is a weighted sum of all inputs.',
  fields: {
    units: wholeField({ label: 'Units', min: 1, max: 8192, accepts: [1, maximalUnits] }),
    activation: activationField,
  },
  defaults: { units: 128, activation: 'relu' },
  summary: (shown, layer) =>
    `${shown.units} ${layer.units === 1 ? 'unit' : 'units'}${layer.activation === 'relu' ? ', ReLU' : ''}`,
  effect: 'list',
  className: 'Dense',
  settings: { ...learnedSettings, units },
  config: (layer, next) => ({
    units: layer.units,
    activation: layer.activation,
    use_bias: hasBias(layer, next),
  }),
  values: ({ units, activation }) => (isEditable(activation) ? { units, activation } : null),
  outputShape: (config, input) => {
    demandWhole(config.units, 'The number of units', maximalUnits);
    if (input.length !== 1)
      throw new ImpossibleLayerError(
        `A dense layer needs a list of numbers, but it gets a ${input.slice(0, 2).join(' x ')} image. ` +
          "Put 'Flatten' or 'Global average pooling' before it.",
      );
    return [config.units];
  },
  weights: (config, input) => kernelAndBias([input.at(-1) ?? 0, config.units], config.units, config.use_bias),
});
