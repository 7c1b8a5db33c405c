import * as v from 'valibot';
import { choiceField, wholeField } from '../../dataset/settingFields.ts';
import { lastChannels, maximalSide, maximalUnits, pair, square, units } from '../layerDefinition/kerasSettings.ts';
import { defineLayer } from '../layerDefinition/layer.ts';
import { asImage, demandWhole, ImpossibleLayerError, windows } from '../layerDefinition/layerShape.ts';
import {
  activationField,
  hasBias,
  isEditable,
  kernelAndBias,
  learnedSettings,
} from '../layerDefinition/learnedLayer.ts';

export const conv = defineLayer({
  kind: 'conv',
  label: 'Convolution',
  help: 'Slides small filters over the image; each learns to detect one pattern.',
  fields: {
    kernels: wholeField({ label: 'Filters', min: 1, max: 1024, accepts: [1, maximalUnits] }),
    /** Side of the square kernel, pixels. */
    size: wholeField({ label: 'Kernel size', min: 1, max: 31, accepts: [1, maximalSide] }),
    stride: wholeField({ label: 'Stride', min: 1, max: 16, accepts: [1, maximalSide] }),
    padding: choiceField({
      label: 'Padding',
      options: [
        { value: 'same', label: 'same' },
        { value: 'valid', label: 'valid' },
      ],
    }),
    activation: activationField,
  },
  defaults: { kernels: 32, size: 3, stride: 1, padding: 'same', activation: 'relu' },
  summary: ({ kernels, size, stride, padding }, layer) =>
    `${kernels} of ${size} × ${size}${layer.stride === 1 ? '' : `, stride ${stride}`}, ${padding}` +
    (layer.activation === 'relu' ? ', ReLU' : ''),
  effect: 'window',
  className: 'Conv2D',
  settings: {
    ...learnedSettings,
    filters: units,
    kernel_size: pair,
    strides: pair,
    padding: v.picklist(['same', 'valid']),
    data_format: lastChannels,
    dilation_rate: v.optional(v.strictTuple([v.literal(1), v.literal(1)])),
  },
  config: (layer, next) => ({
    filters: layer.kernels,
    kernel_size: square(layer.size),
    strides: square(layer.stride),
    padding: layer.padding,
    activation: layer.activation,
    use_bias: hasBias(layer, next),
  }),
  values: ({ filters, kernel_size: [size], strides: [stride], padding, activation }) =>
    isEditable(activation) ? { kernels: filters, size, stride, padding, activation } : null,
  outputShape: ({ filters, kernel_size: [size], strides: [stride], padding }, input) => {
    const [height, width] = asImage(input, 'A convolution');
    demandWhole(filters, 'The number of kernels', maximalUnits);
    demandWhole(size, "The kernel's side", maximalSide);
    demandWhole(stride, 'The stride', maximalSide);
    if (padding === 'valid' && (size > height || size > width))
      throw new ImpossibleLayerError(
        `A ${size} x ${size} kernel does not fit into a ${height} x ${width} image. ` +
          "Make the kernel smaller, choose padding 'same', or remove a pooling layer above.",
      );
    const side = (length: number) => (padding === 'same' ? Math.ceil(length / stride) : windows(length, size, stride));
    return [side(height), side(width), filters];
  },
  weights: ({ kernel_size, filters, use_bias }, input) =>
    kernelAndBias([...kernel_size, input.at(-1) ?? 0, filters], filters, use_bias),
});
