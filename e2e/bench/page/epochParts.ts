import { train } from '../../../src/training/train.ts';
import type { TrainingEnd, TrainingStep } from '../../../src/training/trainingJob.ts';
import { type Cell, presetOf } from './cell.ts';
import { KernelTimes } from './kernelTimes.ts';
import { randomBytes } from './turn.ts';

/** How many scans an epoch has. */
export type EpochSizes = { readonly training: number; readonly validation: number };

/** Milliseconds of one epoch of the training loop by itself: without page, storage and messages. */
export type EpochParts = {
  /** Batches made of bytes: pixels, and augmentation where the preset has it. */
  readonly pixels: number;
  readonly kernels: number;
  readonly optimizer: number;
  /** Gradient tape, scores, the turns given to the event loop. */
  readonly rest: number;
  /** The pass over the validation scans, and the copy of the best weights. */
  readonly validation: number;
  /** The run as plain data, ready to be handed over. */
  readonly checkpoint: number;
  readonly checkpointBytes: number;
};

/** The training job of a preset on random pixels. */
export function randomJob({ preset, size, batch }: Cell, sizes: EpochSizes, augmented: boolean, epochs: number) {
  const { network, hyperparameters } = presetOf(preset);
  return {
    network,
    input: { size, depth: 1 as const },
    classCount: 2,
    hyperparameters: { ...hyperparameters, epochs, batchSize: batch, patience: epochs },
    augmentation: presetOf(augmented ? 'compact' : 'course').augmentation,
    training: labelled(sizes.training, size),
    validation: labelled(sizes.validation, size),
    checkpoint: null,
  };
}

function labelled(count: number, size: number) {
  return { pixels: randomBytes(count * size * size), labels: Uint8Array.from({ length: count }, (_, i) => i % 2) };
}

/** The second and third epoch of the app's own training loop; the first warms up. The second is whole, the third watched by kernel. */
export async function epochParts(cell: Cell, sizes: EpochSizes, augmented: boolean): Promise<EpochParts> {
  const steps = train(randomJob(cell, sizes, augmented, 3), new AbortController().signal);
  await oneEpoch(steps);
  const plain = await oneEpoch(steps);
  const times = new KernelTimes();
  const watched = await oneEpoch(steps, () => times.stop());
  while (!(await steps.next()).done) {}
  const frames = times.frames().filter(({ path }) => path.length === 1);
  const share = (matches: (name: string) => boolean) =>
    frames.reduce((sum, { path, totalMs }) => sum + (matches(path[0] ?? '') ? totalMs : 0), 0) / watched.steps;
  const [pixels, optimizer] = [share((name) => name === 'resample'), share((name) => name === 'adam')];
  const kernels = share((name) => name !== 'resample' && name !== 'adam');
  return {
    pixels: pixels * plain.steps,
    kernels: kernels * plain.steps,
    optimizer: optimizer * plain.steps,
    rest: (1 - pixels - optimizer - kernels) * plain.steps,
    validation: plain.validation,
    checkpoint: plain.checkpoint,
    checkpointBytes: plain.checkpointBytes,
  };
}

/** Times of an epoch; `afterSteps` is called between its last step and the validation. */
async function oneEpoch(steps: AsyncGenerator<TrainingStep, TrainingEnd>, afterSteps: () => void = () => {}) {
  const startedAt = performance.now();
  let stepsEndAt = startedAt;
  for (;;) {
    const { value: step, done } = await steps.next();
    if (done) throw new Error(step.reason);
    if (step.type === 'batch' && step.batch === step.batchesPerEpoch) {
      stepsEndAt = performance.now();
      afterSteps();
    }
    if (step.type !== 'epoch') continue;
    const validatedAt = performance.now();
    const { weights, best, adam } = await step.checkpoint();
    const buffers = new Set([weights, best.weights, adam.firstMoments, adam.secondMoments]);
    return {
      steps: stepsEndAt - startedAt,
      validation: validatedAt - stepsEndAt,
      checkpoint: performance.now() - validatedAt,
      checkpointBytes: [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0),
    };
  }
}
