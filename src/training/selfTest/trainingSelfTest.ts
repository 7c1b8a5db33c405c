import { getBackend } from '@tensorflow/tfjs';
import { backendLost } from '../../compute/backendLostError.ts';
import { BACKENDS, type BackendName } from '../../compute/backends.ts';
import { adamDefaults } from '../../compute/kernels/operations/fusedOptimizers.ts';
import { noRefinements } from '../../model/hyperparameters.ts';
import { noAugmentation } from '../../preprocessing/preprocessingSpec.ts';
import { createRandom } from '../../statistics/random.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { plateauStart } from '../optimizer/schedule.ts';
import { train } from '../train.ts';
import type { TrainingJob, TrainingStep } from '../trainingJob.ts';
import {
  type ReferenceTensor,
  referenceLearningRate,
  referenceLoss,
  referenceLossAfter,
  referenceNetwork,
  referenceStart,
  referenceStepInput,
  referenceTensors,
} from './referenceStep.ts';

/** Relative to the largest number compared: thirty times what float32 is off by, a tenth of what float16 is. */
const tolerance = 1e-4;

/** Far more than a software renderer takes to compile all of it. */
const longestAnswerMs = 60_000;

/**
 * Trains the known step on the backend that was started, by the very way that runs go, and compares loss, gradients,
 * updated weights and the loss after them.
 * @throws Error in words where a number is wrong; BackendLostError where no answer comes
 */
export async function trainingSelfTest(): Promise<void> {
  const { batchLoss, validationLoss, checkpoint } = await stepTaken();
  compare('the loss of a batch', [batchLoss], [referenceLoss]);
  const moments = new Float32Array(checkpoint.adam.firstMoments);
  const weights = new Float32Array(checkpoint.weights);
  let start = 0;
  for (const tensor of referenceTensors) {
    // After one step the first moment is (1 - beta1) times the gradient.
    const gradient = moments.slice(start, start + tensor.length).map((moment) => moment / (1 - adamDefaults.beta1));
    compareTensor(tensor, gradient, weights.subarray(start, start + tensor.length));
    start += tensor.length;
  }
  compare('the loss after a step', [validationLoss], [referenceLossAfter]);
}

function compareTensor(
  { name, stride, norm, gradient, after }: ReferenceTensor,
  actual: Float32Array,
  updated: Float32Array,
) {
  const some = <Numbers extends ArrayLike<number>>(all: Numbers) =>
    gradient.map((_, index) => all[index * stride] ?? Number.NaN);
  compare(`the gradient of the ${name}`, some(actual), gradient);
  compare(`the gradient of the ${name} as a whole`, [Math.hypot(...actual)], [norm]);
  // A step moves a weight by about the rate: what is off by less than a hundredth of that is right.
  compare(`the new value of the ${name}`, some(updated), after, referenceLearningRate / 100);
}

function compare(
  what: string,
  actual: readonly number[],
  expected: readonly number[],
  margin = marginOf(expected),
): void {
  expected.forEach((right, index) => {
    const answer = actual[index] ?? Number.NaN;
    if (!(Math.abs(answer - right) <= margin)) throw new WrongNumbersError(what, answer, right);
  });
}

function marginOf(numbers: readonly number[]): number {
  return tolerance * Math.max(...numbers.map(Math.abs));
}

/** The backend works, but not rightly: other than a lost one it will not do better in a fresh worker. */
class WrongNumbersError extends Error {
  override readonly name = 'WrongNumbersError';

  constructor(what: string, answer: number, right: number) {
    super(
      `${BACKENDS[getBackend() as BackendName].label} computes wrong numbers on this device: in a small training step, ${what} came out as ` +
        `${answer.toPrecision(5)} instead of ${right.toPrecision(5)}. It is not used; choose another backend, or Auto.`,
    );
  }
}

type StepTaken = { readonly batchLoss: number; readonly validationLoss: number; readonly checkpoint: Checkpoint };

async function stepTaken(): Promise<StepTaken> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(backendLost('it does not answer')), longestAnswerMs);
  });
  try {
    return await Promise.race([takeStep(), silence]);
  } finally {
    clearTimeout(timer);
  }
}

async function takeStep(): Promise<StepTaken> {
  let batchLoss = Number.NaN;
  const steps: AsyncIterable<TrainingStep> = train(jobOfKnownStep(), new AbortController().signal);
  for await (const step of steps) {
    if (step.type === 'batch') batchLoss = step.loss;
    if (step.type === 'epoch')
      return { batchLoss, validationLoss: step.record.validationLoss, checkpoint: await step.checkpoint() };
  }
  throw new WrongNumbersError('the loss of a batch', Number.NaN, referenceLoss); // the run ends at a loss that is no number
}

function jobOfKnownStep(): TrainingJob {
  const { pixels, weights } = referenceStart();
  const { labels } = pixels;
  return {
    network: referenceNetwork,
    input: referenceStepInput,
    classCount: 2,
    hyperparameters: {
      epochs: 1,
      batchSize: labels.length,
      learningRate: referenceLearningRate,
      schedule: 'constant',
      classWeights: false,
      patience: null,
      ...noRefinements,
      seed: 1,
    },
    augmentation: noAugmentation,
    training: pixels,
    validation: { pixels: pixels.pixels.slice(0, 2 * referenceStepInput.size ** 2), labels: labels.slice(0, 2) },
    checkpoint: checkpointBefore(weights),
  };
}

/** A run that stands before its first step, with these weights. */
function checkpointBefore(weights: ArrayBuffer): Checkpoint {
  const moments = () => new ArrayBuffer(4 * referenceTensors.reduce((sum, { length }) => sum + length, 0));
  const random = createRandom(1);
  const stream = (name: string) => random.fork(name).state();
  return {
    version: 1,
    epoch: 0,
    weights,
    best: { epoch: 0, loss: Number.POSITIVE_INFINITY, weights },
    adam: { iterations: 0, firstMoments: moments(), secondMoments: moments() },
    random: { order: stream('order'), augmentation: stream('augmentation'), dropout: stream('dropout') },
    plateau: plateauStart,
    history: { epochs: [], batchLosses: [] },
  };
}
