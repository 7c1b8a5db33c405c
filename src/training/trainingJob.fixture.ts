import type { Hyperparameters } from '../model/hyperparameters.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import type { Augmentation } from '../preprocessing/preprocessingSpec.ts';
import { createRandom } from '../statistics/random.ts';
import type { LabelledPixels } from './batches.ts';
import { train } from './train.ts';
import type { TrainingEnd, TrainingJob, TrainingStep } from './trainingJob.ts';

/** For tests: a job that takes milliseconds, with everything that draws random numbers and every refinement switched on. */
export function tinyJob(
  changes: Partial<TrainingJob> = {},
  hyperparameters: Partial<Hyperparameters> = {},
): TrainingJob {
  return {
    network: tinyNetwork,
    input: { size: 8, depth: 1 },
    classCount: 2,
    hyperparameters: {
      epochs: 4,
      batchSize: 4,
      learningRate: 0.01,
      schedule: 'cosine',
      classWeights: true,
      patience: null,
      ...{ labelSmoothing: 0.1, weightDecay: 0.05, warmUp: 1, weightAveraging: 0.8, testTimeFlips: false },
      seed: 7,
      ...hyperparameters,
    },
    augmentation: everyAugmentation,
    training: stripes(10, 2, 1),
    validation: stripes(6, 2, 2),
    checkpoint: null,
    ...changes,
  };
}

const tinyNetwork: NetworkSpec = {
  preset: 'custom',
  layers: [
    { kind: 'conv', kernels: 4, size: 3, stride: 1, padding: 'same', activation: 'linear' },
    { kind: 'batch-norm' },
    { kind: 'relu' },
    { kind: 'max-pool', size: 2, stride: 2 },
    { kind: 'flatten' },
    { kind: 'dropout', rate: 0.4 },
    { kind: 'dense', units: 6, activation: 'relu' },
  ],
};

export const everyAugmentation: Augmentation = {
  horizontalFlip: true,
  rotation: 10,
  zoom: 0.1,
  shift: 0.06,
  brightness: 0.2,
  contrast: 0.2,
  gamma: 0.3,
  blur: 0.5,
  resolution: 0.2,
  noise: 0.05,
  compression: 0.3,
  cutOut: 0.2,
};

/** Noisy 8 x 8 images whose class is the row of a bright stripe. */
export function stripes(count: number, classCount: number, seed: number): LabelledPixels {
  const random = createRandom(seed);
  const labels = Uint8Array.from({ length: count }, (_, scan) => scan % classCount);
  const pixels = Uint8Array.from({ length: count * 64 }, (_, place) => {
    const row = Math.floor(place / 8) % 8;
    return random.integer(100) + (row === 1 + 2 * (labels[place >> 6] ?? 0) ? 150 : 0);
  });
  return { pixels, labels };
}

/** Runs a job to its end. `onStep` may abort. */
export async function runJob(
  job: TrainingJob,
  onStep: (step: TrainingStep) => void | Promise<void> = () => {},
  signal: AbortSignal = new AbortController().signal,
): Promise<TrainingEnd> {
  const steps = train(job, signal);
  for (;;) {
    const { done, value } = await steps.next();
    if (done) return value;
    await onStep(value);
  }
}
