import {
  add,
  customGrad,
  div,
  log,
  mul,
  neg,
  oneHot,
  relu,
  type Scalar,
  scalar,
  sigmoid,
  softmax,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor1d,
} from '@tensorflow/tfjs';

/** What the scans of a batch are, and how much each counts. */
export type Targets = {
  /** [batch], int32. */
  readonly labels: Tensor1D;
  /** [batch], float32. */
  readonly weights: Tensor1D;
  /** The share of the truth that is spread over all classes alike (Szegedy et al. 2016; Keras's `label_smoothing`). */
  readonly smoothing: number;
};

/** Class indices -> targets; `classWeights` null: every scan counts 1. The caller disposes them. */
export function targetsOf(labels: Uint8Array, classWeights: readonly number[] | null, smoothing: number): Targets {
  const weights = Float32Array.from(labels, (label) => classWeights?.[label] ?? 1);
  return { labels: tensor1d(Int32Array.from(labels), 'int32'), weights: tensor1d(weights), smoothing };
}

/**
 * Mean over the batch of weight * cross-entropy (Keras's 'sum over batch size'), from logits [batch, units].
 * The gradient is given: (probability - target) * weight / batch. Left to tfjs it would be wrong at a logit of exactly 0
 * (relu and abs have no slope there), which is where a network starts on a black image.
 */
export function batchLoss(logits: Tensor2D, targets: Targets): Scalar {
  const [batch, units] = logits.shape;
  const weights = targets.weights.reshape([batch, 1]);
  const hard = units === 1 ? targets.labels.reshape([batch, 1]).toFloat() : oneHot(targets.labels, units).toFloat();
  const truth = targets.smoothing === 0 ? hard : smoothed(hard, targets.smoothing, Math.max(2, units));
  const loss = customGrad((x, save) => {
    const z = x as Tensor2D;
    const probabilities = units === 1 ? sigmoid(z) : softmax(z);
    (save as (tensors: Tensor[]) => void)([probabilities, truth, weights]); // what is not saved is gone by then
    return {
      value: div(sum(mul(weights, units === 1 ? binaryLosses(z, truth) : categoricalLosses(z, truth))), scalar(batch)),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [p, y, w] = saved as [Tensor, Tensor, Tensor];
        return mul(dy, div(mul(w, sub(p, y)), scalar(batch)));
      },
    };
  });
  return loss(logits) as Scalar;
}

function smoothed(truth: Tensor, smoothing: number, classes: number): Tensor {
  return add(mul(truth, 1 - smoothing), smoothing / classes);
}

/** max(z, 0) - z y + ln(1 + e^-|z|), [batch, 1] */
function binaryLosses(z: Tensor2D, truth: Tensor): Tensor {
  return add(sub(relu(z), mul(z, truth)), z.abs().neg().exp().log1p());
}

/** -ln p of the true class, [batch, 1] */
function categoricalLosses(z: Tensor2D, truth: Tensor): Tensor {
  const shifted = sub(z, z.max(1, true));
  const logOfSum = log(sum(shifted.exp(), 1, true));
  return neg(sum(mul(truth, sub(shifted, logOfSum)), 1, true));
}
