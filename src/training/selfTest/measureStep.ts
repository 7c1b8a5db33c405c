import { assertBackendAlive } from '../../compute/canary.ts';
import { yieldToEventLoop } from '../../dataset/yieldToEventLoop.ts';
import { noRefinements } from '../../model/hyperparameters.ts';
import type { NetworkSpec } from '../../model/networkSpec.ts';
import { noAugmentation } from '../../preprocessing/preprocessingSpec.ts';
import { createRandom } from '../../statistics/random.ts';
import { assertTrainable } from '../assertTrainable.ts';
import type { InputShape, LabelledPixels } from '../batches.ts';
import { PipelinedSteps } from '../pipelinedSteps.ts';
import { failureOf } from '../train.ts';
import type { TrainingJob } from '../trainingJob.ts';
import { TrainingRun } from '../trainingRun.ts';

/** A training step as a user would take it, whatever his scans are. */
export type MeasuredStep = {
  readonly network: NetworkSpec;
  readonly input: InputShape;
  readonly classCount: number;
  readonly batchSize: number;
};

/** The first step compiles and allocates; of the others so many are measured, or as many as fit into that time. */
const mostSteps = 5;
const enoughMs = 400;

/**
 * Trains on made-up scans for a few steps, on the backend that was started and the very way that runs go. Yields the time
 * of a step in ms, and measures anew each time that another is asked for. `onWarm` is called after the first step. Needs some
 * time limit around it: a lost GPU never answers. Throws words where the network cannot be trained.
 */
export async function* stepTimes(step: MeasuredStep, onWarm: () => void = () => {}): AsyncGenerator<number, void> {
  const job = jobOf(step);
  assertTrainable(job);
  const run = new TrainingRun(job);
  try {
    for (let isFirst = true; ; isFirst = false) {
      await msOf(1, run, job);
      if (isFirst) onWarm();
      const one = await msOf(1, run, job);
      const steps = Math.min(mostSteps, Math.floor(enoughMs / one) - 1);
      yield steps > 1 ? (await msOf(steps, run, job)) / steps : one;
    }
  } catch (error) {
    throw await failureOf(error, step.batchSize);
  } finally {
    run.dispose();
  }
}

/**
 * All that these steps take, from a device that has nothing to do until it has nothing to do again: a GPU answers while
 * the gradients are still being computed, or answers several steps together.
 */
async function msOf(steps: number, run: TrainingRun, { hyperparameters }: TrainingJob): Promise<number> {
  const batch = Array.from({ length: hyperparameters.batchSize }, (_, scan) => scan);
  const startedAt = performance.now();
  const answers = new PipelinedSteps(new Array<number[]>(steps).fill(batch), (scans) =>
    run.trainStep(scans, hyperparameters.learningRate),
  );
  for (let step = 0; step < steps; step++) {
    const { loss } = await answers.next();
    if (!Number.isFinite(loss))
      throw new Error('The network broke down in its first steps: its numbers are not finite.');
    await yieldToEventLoop();
  }
  await assertBackendAlive();
  return performance.now() - startedAt;
}

function jobOf({ network, input, classCount, batchSize }: MeasuredStep): TrainingJob {
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
      ...noRefinements,
      seed: 1,
    },
    augmentation: noAugmentation,
    training: noise(batchSize, input, classCount),
    validation: noise(1, input, classCount),
    checkpoint: null,
  };
}

/** Repeats a few made-up images: drawing all of them would take longer than a step. */
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
