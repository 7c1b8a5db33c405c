import { add, type LayersModel, matMul, type Tensor, type Tensor2D, tidy } from '@tensorflow/tfjs';
import { foldBatchNorm, isChain } from '../../compute/kernels/layers/foldBatchNorm.ts';
import { runningKernels } from '../../compute/wasmBackend.ts';

/**
 * The output layer's numbers before its sigmoid or softmax: [batch, ...] -> [batch, units]. A loss computed from these
 * stays finite where the probabilities have been rounded to 0 or 1. `training` switches dropout and batch norm.
 *
 * @param first the layer that `input` goes into, by its place; the layers before it are left out
 */
export function logitsOf(network: LayersModel, input: Tensor, training: boolean, first = 0): Tensor2D {
  return tidy(() => {
    const hidden = network.layers.slice(first, -1);
    const features = hidden.reduce((x, layer) => layer.apply(x, { training }) as Tensor, input);
    const [kernel, bias] = network.layers.at(-1)?.getWeights() ?? [];
    if (!kernel || !bias) throw new Error('The network does not end with a dense layer.');
    return add(matMul(features as Tensor2D, kernel as Tensor2D), bias);
  });
}

/** What the first `layers` layers make of `input` in use: [batch, ...] -> [batch, ...]. */
export function featuresInUse(network: LayersModel, input: Tensor, layers: number): Tensor {
  return tidy(() =>
    network.layers.slice(0, layers).reduce((x, layer) => layer.apply(x, { training: false }) as Tensor, input),
  );
}

/** The logits in use, by the fastest way there is. Nothing of it has a gradient. */
export function logitsInUse(network: LayersModel, input: Tensor): Tensor2D {
  if (!runningKernels() || !isChain(network)) return logitsOf(network, input, false);
  return tidy(() => {
    const [kernel, bias] = network.layers.at(-1)?.getWeights() ?? [];
    if (!kernel || !bias) throw new Error('The network does not end with a dense layer.');
    return add(matMul(foldBatchNorm(network, input, { head: false }) as Tensor2D, kernel as Tensor2D), bias);
  });
}
