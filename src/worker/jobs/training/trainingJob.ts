import type { BackendName } from '../../../compute/backends.ts';
import { splitScans } from '../../../dataset/split/split.ts';
import { deleteRun } from '../../../storage/training/runStore.ts';
import type { TrainingEnd } from '../../../training/trainingJob.ts';
import type { BackendEvent } from '../../backend/computeBackend.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { TrainingEvent, TrainingOutcome, TrainingRequest } from '../../protocol.ts';
import { transfer } from '../../rpc/transfer.ts';
import type { JobsContext } from '../context.ts';
import { evaluateModel, rehearseModel, type TrainedNetwork } from './evaluateModel.ts';
import { labelledPixels, preparePixels } from './preparePixels.ts';
import { RunSaver } from './runSaver.ts';
import { assertSameSplit, type SavedCheckpoint, splitHash } from './savedCheckpoint.ts';
import { saveTrainedModel } from './saveTrainedModel.ts';

export type TrainingStart = {
  readonly request: TrainingRequest;
  /** Where an interrupted run goes on; null for a new one. */
  readonly saved: SavedCheckpoint | null;
};

type OnEvent = (event: TrainingEvent) => void;

/**
 * One run from the data set to a saved model: split, pixels, training with checkpoints, evaluation, storage.
 * Rejects in words when nothing can be trained; a backend that dies is replaced and goes on from the last checkpoint.
 */
export async function trainingJob(
  context: JobsContext,
  start: TrainingStart,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<TrainingOutcome> {
  context.requireDataSet();
  context.trained = null; // a run takes all the memory that there is
  const saver = new RunSaver(context, start.request, context.version().hash, start.saved?.checkpoint ?? null, onEvent);
  await saver.begin();
  try {
    return await trainAndSave(context, start, saver, onEvent, signal);
  } finally {
    await saver.endWithoutProgress();
  }
}

async function trainAndSave(
  context: JobsContext,
  start: TrainingStart,
  saver: RunSaver,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<TrainingOutcome> {
  const data = await prepare(context, start, onEvent, signal).catch((error) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (!data || signal.aborted) return stoppedBeforeTraining;
  const { request } = start;
  await rehearseModel(context, { ...data, request });
  if (signal.aborted) return stoppedBeforeTraining;
  const { ended, reason, best, history } = await train(context, data, request, saver, onEvent, signal);
  if (!best) {
    await deleteRun(context.db);
    return { ended, reason, modelId: null, notKept: null };
  }
  onEvent({ type: 'evaluating' });
  context.trained = await evaluateModel(context, { ...data, request, best, history });
  return { ended, reason, ...(await saveTrainedModel(context)) };
}

/** What the run is made of; it stays the same whatever becomes of the data set. */
type RunData = Pick<TrainedNetwork, 'dataSet' | 'version' | 'bundles' | 'split' | 'pixels'> & {
  readonly dealing: string;
};

async function prepare(
  context: JobsContext,
  { request, saved }: TrainingStart,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<RunData> {
  const dataSet = context.requireDataSet();
  const version = context.version();
  const bundles = await context.leakageGroups(signal);
  const split = splitScans(dataSet.scans, dataSet.classes, bundles, request.split);
  const dealing = await splitHash(dataSet.classes, split);
  assertSameSplit(saved, dealing);
  const onPrepared = (done: number, total: number) => onEvent({ type: 'preparing', done, total });
  const pixels = await preparePixels(context, dataSet, request.preprocessing, onPrepared, signal);
  if (['auto', 'wasm'].includes(request.backend))
    await preferFastest(context, request, dataSet.classes.length, onEvent, signal);
  return { dataSet, version, bundles, split, dealing, pixels };
}

/** 'auto' is a measurement: remembered of this network and device, else made now. WASM takes the threads of one that is remembered. */
async function preferFastest(
  context: JobsContext,
  { network, preprocessing, hyperparameters, backend }: TrainingRequest,
  classCount: number,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<void> {
  const { size, depth } = preprocessing;
  const step = { network, input: { size, depth }, classCount, batchSize: hyperparameters.batchSize };
  const onBackend = (backend: BackendName) => onEvent({ type: 'measuring', backend });
  const benchmarks = await context.benchmarks();
  const preferred =
    backend === 'auto'
      ? await benchmarks.prefer(step, onBackend, signal)
      : (await benchmarks.remembered(step).catch(() => null))?.choice;
  if (preferred) context.host.prefer(preferred);
}

const stoppedBeforeTraining: TrainingOutcome = {
  ended: 'stopped',
  reason: 'Stopped before the first batch.',
  modelId: null,
  notKept: null,
};

/** The part of a run that a backend does. */
async function train(
  { host }: JobsContext,
  data: RunData,
  request: TrainingRequest,
  saver: RunSaver,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<TrainingEnd> {
  const pass = (event: BackendEvent) => {
    if (event.type !== 'epoch') {
      onEvent(event);
      return;
    }
    const { checkpoint, ...rest } = event;
    onEvent(rest);
    if (checkpoint) saver.save(checkpoint, data.dealing);
  };
  const end = await withBackendRestart(
    host,
    request.backend,
    (backend, info) => {
      onEvent({ type: 'engine', engine: info });
      const job = jobOf(data, request, saver);
      const pixels = [job.training.pixels.buffer, job.validation.pixels.buffer];
      const options = { onEvent: pass, wantsCheckpoint: () => saver.isDue(), signal };
      return backend.train(transfer(job, pixels), options);
    },
    (reason) => onEvent({ type: 'backend-lost', reason }),
  );
  await saver.settled();
  return end;
}

/** Made anew for every backend, because the pixels are handed over to it. */
function jobOf({ dataSet, split, pixels }: RunData, request: TrainingRequest, { checkpoint }: RunSaver) {
  const { network, preprocessing, hyperparameters, augmentation } = request;
  const { size, depth } = preprocessing;
  const part = (name: 'training' | 'validation') =>
    labelledPixels(dataSet, split.parts[name], pixels, size * size * depth);
  return {
    network,
    input: { size, depth },
    classCount: dataSet.classes.length,
    hyperparameters,
    augmentation,
    training: part('training'),
    validation: part('validation'),
    checkpoint,
  };
}
