import { type LayersModel, model, type Tensor } from '@tensorflow/tfjs';
import { foldBatchNorm, foldedHead, isChain } from '../compute/kernels/layers/foldBatchNorm.ts';
import { runningKernels } from '../compute/wasmBackend.ts';

/** What a network makes of a batch: what its last layer is given, [batch, ...], and what it answers, [batch, units]. */
export type ForwardPass = { readonly activations: Tensor; readonly output: Tensor };

/** Both in one pass, in use. */
export function forwardPass(network: LayersModel, input: Tensor): ForwardPass {
  if (runningKernels() !== null && isChain(network)) {
    const activations = foldBatchNorm(network, input, { head: false });
    return { activations, output: foldedHead(network, activations) };
  }
  const [activations, output] = [withActivations(network).predictOnBatch(input)].flat();
  if (!activations || !output) throw new Error('The network gave no activations.');
  return { activations, output };
}

/** The same layers under another name: building it takes tfjs longer than a small network takes to answer. */
const known = new WeakMap<LayersModel, LayersModel>();

function withActivations(network: LayersModel): LayersModel {
  const last = network.layers.at(-1)?.input;
  if (!last || Array.isArray(last)) throw new Error('The network has no layer before the last one.');
  const both = known.get(network) ?? model({ inputs: network.inputs, outputs: [last, ...network.outputs] });
  known.set(network, both);
  return both;
}
