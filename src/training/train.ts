import { assertBackendAlive } from '../compute/canary.ts';
import { isTooLarge } from '../compute/webgl/textureSize.ts';
import { yieldToEventLoop } from '../dataset/yieldToEventLoop.ts';
import { assertTrainable, textureLimitError } from './assertTrainable.ts';
import type { EpochRecord } from './history.ts';
import { type BatchMetrics, joinBatchMetrics } from './optimizer/batchMetrics.ts';
import { isBetter, isOutOfPatience } from './optimizer/earlyStopping.ts';
import { afterEpoch, lowRateFrom, lrFactor } from './optimizer/schedule.ts';
import { isOnGpu, PipelinedSteps } from './pipelinedSteps.ts';
import type { TrainingEnd, TrainingJob, TrainingStep } from './trainingJob.ts';
import { TrainingRun } from './trainingRun.ts';

/**
 * Trains a network on the backend that was started. Whoever asks for no further step pauses the run; an abort of
 * `signal` takes effect after the batch in hand and keeps the best weights so far; `return()` lets everything go.
 * Equal jobs give equal losses on the same device, interrupted or not. No tensor outlives the run.
 * Throws words where the job cannot be trained.
 */
export async function* train(job: TrainingJob, signal: AbortSignal): AsyncGenerator<TrainingStep, TrainingEnd> {
  assertTrainable(job);
  yield { type: 'warming-up' };
  const run = new TrainingRun(job);
  try {
    const { epochs, patience } = job.hyperparameters;
    const patientUntil = lowRateFrom(job.hyperparameters);
    if (run.epoch === 0) await run.keepFilters();
    while (run.epoch < epochs) {
      if (isOutOfPatience(run.bestSoFar, run.epoch, patience, patientUntil))
        return await endOf(run, 'early-stopped', job);
      const interruption = yield* trainEpoch(run, job, signal);
      if (interruption) return await endOf(run, interruption, job);
    }
    return await endOf(run, 'completed', job);
  } catch (error) {
    throw await failureOf(error, job.hyperparameters.batchSize);
  } finally {
    run.dispose();
  }
}

/** What is thrown for an error amid steps: where the device has gone, that is the reason, whatever failed first. */
export async function failureOf(error: unknown, batchSize: number): Promise<unknown> {
  await assertBackendAlive();
  return isTooLarge(error) ? textureLimitError(batchSize) : error;
}

type Interruption = 'stopped' | 'non-finite';

/** One pass over the training scans and one over the validation scans. */
async function* trainEpoch(
  run: TrainingRun,
  job: TrainingJob,
  signal: AbortSignal,
): AsyncGenerator<TrainingStep, Interruption | null> {
  const { batchSize, learningRate } = job.hyperparameters;
  const batches = inBatches(run.shuffledScans(), batchSize);
  const rateAt = (done: number) =>
    learningRate * lrFactor(job.hyperparameters, run.epoch + done / batches.length, run.plateau);
  const fresh = run.epoch === (job.checkpoint?.epoch ?? 0);
  const clock = new Stopwatch();
  const scores: BatchMetrics[] = [];
  const steps = new PipelinedSteps(batches, (scans, done) => run.trainStep(scans, rateAt(done)));

  while (scores.length < batches.length) {
    if (signal.aborted) return 'stopped';
    const score = await clock.during(() => steps.next());
    const { loss, scans } = score;
    const finite = Number.isFinite(loss);
    // After one step it has all the memory that it takes; and a device without memory gives numbers of any kind.
    if (!finite || (fresh && scores.length === 0)) await assertBackendAlive();
    if (!finite) return 'non-finite';
    run.batchLosses.push(loss);
    const batch = scores.push(score);
    yield { type: 'batch', epoch: run.epoch + 1, batch, batchesPerEpoch: batches.length, loss, scans };
    await yieldToEventLoop();
  }

  const firstRate = rateAt(0);
  run.swapAverages();
  const validation = await clock.during(() => validate(run, job, signal));
  if (typeof validation === 'string') return validation;
  yield await finishEpoch(run, joinBatchMetrics(scores), validation, firstRate, clock.seconds);
  return null;
}

/** So many scans share what it takes to read the weights. A GPU's memory may have room for a batch and no more. */
const VALIDATED_TOGETHER = 64;

async function validate(run: TrainingRun, job: TrainingJob, signal: AbortSignal): Promise<BatchMetrics | Interruption> {
  const scores: BatchMetrics[] = [];
  const scans = Array.from(job.validation.labels, (_, scan) => scan);
  const { batchSize } = job.hyperparameters;
  const batches = inBatches(scans, isOnGpu() ? batchSize : Math.max(batchSize, VALIDATED_TOGETHER));
  const answers = new PipelinedSteps(batches, (batch) => run.validationStep(batch));
  while (scores.length < batches.length) {
    if (signal.aborted) return 'stopped';
    scores.push(await answers.next());
    await yieldToEventLoop();
  }
  await assertBackendAlive(); // a lost GPU must not leave its zeros as the best weights
  const validation = joinBatchMetrics(scores);
  return Number.isFinite(validation.loss) ? validation : 'non-finite';
}

async function finishEpoch(
  run: TrainingRun,
  training: BatchMetrics,
  validation: BatchMetrics,
  learningRate: number,
  seconds: number,
): Promise<TrainingStep> {
  run.epoch += 1;
  const record: EpochRecord = {
    epoch: run.epoch,
    trainingLoss: training.loss,
    trainingAccuracy: training.accuracy,
    validationLoss: validation.loss,
    validationAccuracy: validation.accuracy,
    learningRate,
    seconds,
  };
  const best = isBetter(run.bestSoFar, validation.loss);
  if (best) await run.keepAsBest(validation.loss);
  await run.keepFilters();
  run.swapAverages();
  run.plateau = afterEpoch(run.plateau, validation.loss);
  run.epochRecords.push(record);
  return { type: 'epoch', record, best, checkpoint: () => run.checkpoint() };
}

async function endOf(run: TrainingRun, ended: TrainingEnd['ended'], job: TrainingJob): Promise<TrainingEnd> {
  const best = await run.bestNetwork();
  const kept = best
    ? `The weights of epoch ${best.epoch}, which had the lowest validation loss, are kept.`
    : 'No epoch had ended, so nothing was kept.';
  return { ended, reason: `${whyEnded(ended, run, job)} ${kept}`, best, history: run.history };
}

function whyEnded(ended: TrainingEnd['ended'], run: TrainingRun, { hyperparameters }: TrainingJob): string {
  switch (ended) {
    case 'completed':
      return `All ${hyperparameters.epochs} epochs are done.`;
    case 'early-stopped':
      return `Stopped early: the validation loss had not improved for ${run.epoch - run.bestSoFar.epoch} epochs.`;
    case 'stopped':
      return `Stopped in epoch ${run.epoch + 1}.`;
    case 'non-finite':
      return (
        `The loss was no longer a finite number in epoch ${run.epoch + 1}: the learning rate of ` +
        `${hyperparameters.learningRate} is probably too high. Try a tenth of it.`
      );
  }
}

function inBatches(scans: readonly number[], size: number): number[][] {
  const count = Math.ceil(scans.length / size);
  return Array.from({ length: count }, (_, batch) => scans.slice(batch * size, (batch + 1) * size));
}

/** Adds up the time of the work alone: a paused run takes none. */
class Stopwatch {
  private milliseconds = 0;

  async during<T>(work: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      this.milliseconds += performance.now() - start;
    }
  }

  get seconds(): number {
    return this.milliseconds / 1000;
  }
}
