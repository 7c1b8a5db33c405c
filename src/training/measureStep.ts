import { createRandom } from '../dataset/random.ts';
import type { NetworkSpec } from '../model/networkSpec.ts';
import { noAugmentation } from '../preprocessing/augment.ts';
import type { InputShape, LabelledPixels } from './batches.ts';
import { type TrainingJob, train } from './train.ts';

/** A training step as a user would take it, whatever his scans are. */
export type StepToMeasure = {
  readonly network: NetworkSpec;
  readonly input: InputShape;
  readonly classCount: number;
  readonly batchSize: number;
};

/** The first step compiles and allocates; the others are measured until there are as many, or that much time has gone. */
const mostSteps = 5;
const enoughMs = 400;

/**
 * Trains on made-up scans for a few steps, on the backend that was started and the very way that runs go. Resolves with
 * the median time of a step in ms. `onWarm` is called after the first step. Needs some time limit around it: a lost GPU
 * never answers. Throws words where the network cannot be trained.
 */
export async function measureStep(step: StepToMeasure, onWarm: () => void = () => {}): Promise<number> {
  const stopping = new AbortController();
  const times: number[] = [];
  let startedAt = 0;
  let last = 0;
  for await (const { type } of train(jobOf(step), stopping.signal)) {
    if (type !== 'batch') continue;
    const now = performance.now();
    if (startedAt === 0) {
      startedAt = now;
      onWarm();
    } else times.push(now - last);
    last = performance.now();
    if (times.length === mostSteps || (times.length > 0 && last - startedAt > enoughMs)) stopping.abort();
  }
  if (times.length === 0) throw new Error('The network broke down in its first steps: its numbers are not finite.');
  return times.sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

/** One epoch of as many batches as are measured at most. */
function jobOf({ network, input, classCount, batchSize }: StepToMeasure): TrainingJob {
  return {
    network,
    input,
    classCount,
    hyperparameters: {
      epochs: 1,
      batchSize,
      learningRate: 1e-4,
      schedule: 'constant',
      classWeights: false,
      patience: null,
      seed: 1,
    },
    augmentation: noAugmentation,
    training: noise((mostSteps + 1) * batchSize, input, classCount),
    validation: noise(1, input, classCount),
    checkpoint: null,
  };
}

/** Repeats a few made-up pictures: drawing all of them would take longer than a step. */
const differentPictures = 16;

function noise(count: number, { size, depth }: InputShape, classCount: number): LabelledPixels {
  const random = createRandom(1);
  const bytes = size * size * depth;
  const pictures = Uint8Array.from({ length: Math.min(count, differentPictures) * bytes }, () => random.integer(256));
  const pixels = new Uint8Array(count * bytes);
  for (let at = 0; at < pixels.length; at += pictures.length)
    pixels.set(pictures.subarray(0, Math.min(pictures.length, pixels.length - at)), at);
  return { pixels, labels: Uint8Array.from({ length: count }, (_, scan) => scan % classCount) };
}
