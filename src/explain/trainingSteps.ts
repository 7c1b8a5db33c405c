import {
  keep,
  type LayersModel,
  sigmoid,
  softmax,
  type Tensor,
  type Tensor2D,
  tidy,
  type Variable,
  variableGrads,
} from '@tensorflow/tfjs';
import { assertBackendAlive } from '../compute/canary.ts';
import { fuseLayers } from '../compute/kernels/layers/fusedLayers.ts';
import { adamDefaults, correctedRate } from '../compute/kernels/operations/fusedOptimizers.ts';
import { runningKernels } from '../compute/wasmBackend.ts';
import { webglTraining } from '../compute/webgl/registerWebglTrainingKernels.ts';
import { yieldToEventLoop } from '../dataset/yieldToEventLoop.ts';
import { inputTensor } from '../inference/inputTensor.ts';
import { rowsOf } from '../inference/predict.ts';
import { logitsOf } from '../model/network/forward.ts';
import type { InputShape, LabelledPixels } from '../training/batches.ts';
import { Adam } from '../training/optimizer/adam.ts';
import { batchLoss, targetsOf } from '../training/optimizer/batchLoss.ts';
import { crossEntropy } from '../training/optimizer/crossEntropy.ts';

/** Which of a network's learned numbers: number `index` of the weights called `name`. */
export type ChosenWeight = { readonly name: string; readonly index: number };

export type StepsJob = {
  readonly input: InputShape;
  readonly scans: LabelledPixels;
  readonly learningRate: number;
  readonly steps: number;
  /** Whose updates are told; where it is null, or the network has none of this name, the middle of the first filter. */
  readonly weight: ChosenWeight | null;
};

/** What the network makes of the scans, before a step or after the last one. */
export type ForwardPass = {
  /** Of each scan, one per class. */
  readonly probabilities: readonly (readonly number[])[];
  /** Cross-entropy of each scan, nats. */
  readonly losses: readonly number[];
  readonly meanLoss: number;
};

/** One step of Adam for one weight, as Keras writes it: value - rate * firstMoment / (sqrt(secondMoment) + epsilon). */
export type WeightUpdate = ChosenWeight & {
  readonly value: number;
  /** Of the mean loss, by this weight. */
  readonly gradient: number;
  /** 0.9 of the one before and 0.1 of the gradient. */
  readonly firstMoment: number;
  /** 0.999 of the one before and 0.001 of the gradient's square. */
  readonly secondMoment: number;
  /** The learning rate * sqrt(1 - 0.999^t) / (1 - 0.9^t) of step t. */
  readonly rate: number;
  readonly newValue: number;
};

export type TracedStep = {
  /** Steps that were done before; 0 is the network as it was drawn. */
  readonly step: number;
  readonly pass: ForwardPass;
  /** Null after the last step. */
  readonly update: WeightUpdate | null;
};

/** Learned numbers of a network, by their name: 'conv_1/kernel'. */
export type WeightShape = { readonly name: string; readonly shape: readonly number[] };

type WhileStepping = { readonly onStep: (step: TracedStep) => void; readonly signal: AbortSignal };

/**
 * Trains a network in place on a few scans, all of them in each step, and tells every number of it; batch norm is as in training.
 * `onStep` hears `steps` + 1 times, fewer where it is stopped. @returns what can be chosen as `weight`
 */
export async function trainingSteps(
  network: LayersModel,
  { input, scans, learningRate, steps, weight }: StepsJob,
  { onStep, signal }: WhileStepping,
): Promise<WeightShape[]> {
  if (runningKernels() || webglTraining()) fuseLayers(network); // as a run trains it
  const learned = network.trainableWeights.map((each) => ({
    name: each.originalName,
    variable: each.read() as Variable,
  }));
  const chosen = chosenWeight(learned, weight);
  const adam = new Adam(learned.map(({ variable }) => variable));
  const images = inputTensor(scans.pixels, input);
  try {
    for (let step = 0; step <= steps && !signal.aborted; step++) {
      const { pass, gradients } = await passOver(network, images, scans.labels);
      const update = step === steps ? null : await updated(adam, gradients, chosen, learningRate);
      for (const gradient of Object.values(gradients)) gradient.dispose();
      await assertBackendAlive();
      onStep({ step, pass, update });
      await yieldToEventLoop(); // a stop is heard in between
    }
    return learned.map(({ name, variable }) => ({ name, shape: variable.shape }));
  } finally {
    images.dispose();
    adam.dispose();
  }
}

type Learned = { readonly name: string; readonly variable: Variable };
type Chosen = Learned & Pick<ChosenWeight, 'index'>;

function chosenWeight(learned: readonly Learned[], wanted: ChosenWeight | null): Chosen {
  const named = learned.find(({ name }) => name === wanted?.name);
  if (named && wanted && wanted.index < named.variable.size) return { ...named, index: wanted.index };
  const first = named ?? learned[0];
  if (!first) throw new Error('This network has no weight to learn.');
  return { ...first, index: middleOf(first.variable.shape) };
}

/** Of [height, width, channels, filters] the middle of the first channel of the first filter; of others the first. */
function middleOf(shape: readonly number[]): number {
  const [height = 1, width = 1, channels = 1, filters = 1] = shape;
  if (shape.length < 4) return 0;
  return (((height - 1) >> 1) * width + ((width - 1) >> 1)) * channels * filters;
}

/** Forward, the losses, and the gradient of their mean by every weight. The caller disposes the gradients. */
async function passOver(network: LayersModel, input: Tensor, labels: Uint8Array) {
  const { grads: gradients, logits } = tidy(() => {
    const kept: { logits?: Tensor2D } = {};
    const { grads } = variableGrads(
      () => {
        const logits = logitsOf(network, input, true);
        kept.logits = keep(logits.clone());
        return batchLoss(logits, targetsOf(labels, null, 0));
      },
      network.trainableWeights.map((weight) => weight.read() as Variable),
    );
    return { grads, logits: kept.logits };
  });
  if (!logits) throw new Error('The network gave no answer.');
  const units = logits.shape[1];
  const answers = units === 1 ? sigmoid(logits) : softmax(logits);
  try {
    const [z, p] = await Promise.all([logits.data<'float32'>(), answers.data<'float32'>()]);
    return { gradients, pass: passOf(z, p, labels) };
  } finally {
    logits.dispose();
    answers.dispose();
  }
}

function passOf(logits: Float32Array, answers: Float32Array, labels: Uint8Array): ForwardPass {
  const units = logits.length / labels.length;
  const losses = Array.from(labels, (label, scan) =>
    crossEntropy(Array.from(logits.subarray(scan * units, (scan + 1) * units)), label),
  );
  const meanLoss = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  return { probabilities: rowsOf(answers, labels.length), losses, meanLoss };
}

async function updated(
  adam: Adam,
  gradients: Readonly<Record<string, Tensor>>,
  { name, variable, index }: Chosen,
  learningRate: number,
): Promise<WeightUpdate> {
  const value = await numberAt(variable, index);
  const gradient = await numberAt(gradients[variable.name], index);
  adam.apply(gradients, learningRate);
  const { first, second } = adam.momentsOf(variable);
  return {
    ...{ name, index, value, gradient },
    firstMoment: await numberAt(first, index),
    secondMoment: await numberAt(second, index),
    rate: correctedRate({ ...adamDefaults, learningRate }, adam.updates),
    newValue: await numberAt(variable, index),
  };
}

async function numberAt(numbers: Tensor | undefined, index: number): Promise<number> {
  const one = tidy(() => numbers?.flatten().slice([index], [1]));
  try {
    return (await one?.data<'float32'>())?.[0] ?? Number.NaN;
  } finally {
    one?.dispose();
  }
}
