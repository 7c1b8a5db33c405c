import { type LayersModel, neg, type Tensor, type Tensor1D, type Tensor2D, tidy } from '@tensorflow/tfjs';
import { logitsOf } from '../model/network/forward.ts';

/**
 * The score that is explained: the logit of a class, [batch]. A network of two classes has one output neuron, z: the score of the
 * second class is z, of the first -z. `first`: see `logitsOf`.
 */
export function classScore(network: LayersModel, input: Tensor, classIndex: number, first = 0): Tensor1D {
  return tidy(() => {
    const logits: Tensor2D = logitsOf(network, input, false, first);
    const [batch, units] = logits.shape;
    const column = logits.slice([0, units === 1 ? 0 : classIndex], [batch, 1]).reshape([batch]) as Tensor1D;
    return units === 1 && classIndex === 0 ? (neg(column) as Tensor1D) : column;
  });
}
