import { type LayersModel, mul, type Tensor, tensor, tidy } from '@tensorflow/tfjs';

/**
 * Makes every dropout layer of `network` draw its masks from `random` (uniform in [0, 1)). tfjs's own dropout repeats one
 * mask when it has a seed and cannot be reproduced when it has none. The layers stay plain 'Dropout' when saved.
 */
export function seedDropout(network: LayersModel, random: () => number): void {
  for (const layer of network.layers) {
    if (layer.getClassName() !== 'Dropout') continue;
    const rate = Number(layer.getConfig().rate);
    layer.call = (inputs, kwargs) =>
      tidy(() => {
        const input = singleTensor(inputs);
        if (kwargs.training !== true || rate === 0) return input.clone();
        return mul(input, tensor(dropoutMask(input.size, rate, random), input.shape));
      });
  }
}

/** 0 with probability `rate`, else 1 / (1 - rate), so that the mean stays (Srivastava et al. 2014, 'inverted'). */
export function dropoutMask(size: number, rate: number, random: () => number): Float32Array {
  const kept = 1 / (1 - rate);
  return Float32Array.from({ length: size }, () => (random() < rate ? 0 : kept));
}

function singleTensor(inputs: Tensor | Tensor[]): Tensor {
  const [input, ...others] = Array.isArray(inputs) ? inputs : [inputs];
  if (!input || others.length > 0) throw new Error('A dropout layer takes one input.');
  return input;
}
