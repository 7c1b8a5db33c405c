import type { BackendName } from '../../../compute/backends.ts';
import { type Fold, foldsOf } from '../../../dataset/split/folds.ts';
import { chooseThreshold } from '../../../evaluation/threshold/threshold.ts';
import type { StartFrom } from '../../../model/card/parentRecord.ts';
import { type StartingWeights, startingWeights } from '../../../model/startFrom.ts';
import { readModel } from '../../../storage/models/modelStore.ts';
import { deleteRun } from '../../../storage/training/runStore.ts';
import type { TrainingEnd } from '../../../training/trainingJob.ts';
import type { BackendEvent } from '../../backend/computeBackend.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import { transfer } from '../../rpc/transfer.ts';
import type { JobsContext } from '../context.ts';
import { figuresOf } from '../models/cardMetrics.ts';
import { evaluateFold, type RunData } from './evaluateFold.ts';
import { modelOfFolds } from './modelOfFolds.ts';
import { labelledPixels, preparePixels } from './preparePixels.ts';
import { rehearseModel } from './rehearseModel.ts';
import { RunSaver, type TrainingStart } from './runSaver.ts';
import { assertSameSplit, splitHash } from './savedCheckpoint.ts';
import { saveTrainedModel } from './saveTrainedModel.ts';
import type { TrainingEvent, TrainingOutcome, TrainingRequest } from './trainingProtocol.ts';

type OnEvent = (event: TrainingEvent) => void;

/**
 * One run from the data set to a saved model: splits, pixels, and for each split training with checkpoints and evaluation; storage.
 * Rejects in words when nothing can be trained; a backend that dies is replaced and goes on from the last checkpoint.
 */
export async function trainAndSaveModel(
  context: JobsContext,
  start: TrainingStart,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<TrainingOutcome> {
  context.requireDataSet();
  context.trained = null; // a run takes all the memory that there is
  const saver = new RunSaver(context, start, context.version().hash, onEvent);
  await saver.begin();
  try {
    return await trainFolds(context, start, saver, onEvent, signal);
  } finally {
    await saver.endWithoutProgress();
  }
}

async function trainFolds(
  context: JobsContext,
  start: TrainingStart,
  saver: RunSaver,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<TrainingOutcome> {
  const prepared = await prepare(context, start, onEvent, signal).catch((error) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (!prepared || signal.aborted) return stoppedBeforeTraining;
  const { data, folds } = prepared;
  saver.foldCount = folds.length;
  if (start.done.length === 0 && folds[0]) await rehearseModel(context, data, folds[0]);
  let last: Ending = { ended: 'completed', reason: allDone(folds) };
  for (const fold of folds.slice(start.done.length)) {
    if (signal.aborted) return folds.length > 1 ? interrupted(saver, folds) : stoppedBeforeTraining;
    last = await trainFold({ context, data, folds, saver, onEvent, signal }, fold);
    if (folds.length > 1 && last.ended === 'stopped') return interrupted(saver, folds);
  }
  onEvent({ type: 'evaluating' });
  const [first, ...others] = saver.results;
  if (!first) {
    await deleteRun(context.db);
    return { ...last, modelId: null, notKept: null };
  }
  context.trained = await modelOfFolds(context, data, [first, ...others]);
  const ending = folds.length > 1 ? ({ ended: 'completed', reason: allDone(folds) } as const) : last;
  return { ...ending, ...(await saveTrainedModel(context)) };
}

/** A run whose pixels are ready, while its networks are trained. */
type Run = {
  readonly context: JobsContext;
  readonly data: RunData;
  readonly folds: readonly Fold[];
  readonly saver: RunSaver;
  readonly onEvent: OnEvent;
  readonly signal: AbortSignal;
};

type Ending = Pick<TrainingOutcome, 'ended' | 'reason'>;

function allDone({ length }: readonly Fold[]): string {
  return `All ${length} networks are trained and tested. They are kept as one model, which answers with the mean of their probabilities.`;
}

/** The folds that are done are kept: the run goes on when the user says so. */
function interrupted({ results }: RunSaver, folds: readonly Fold[]): TrainingOutcome {
  const reason = `${results.length} of ${folds.length} networks done and kept. Resume the run below to train the others.`;
  return { ended: 'stopped', reason, modelId: null, notKept: null };
}

/** Trains and tests one network; it is the saver's then. Throws where one of several cannot be had: those before it are kept. */
async function trainFold(run: Run, fold: Fold): Promise<Ending> {
  const { context, data, folds, saver, onEvent } = run;
  const index = folds.indexOf(fold);
  if (folds.length > 1) onEvent(foldEvent(run, index));
  const { ended, reason, best, history } = await train(run, fold, index);
  if (folds.length > 1 && ended === 'stopped') return { ended, reason };
  if (!best && folds.length > 1) throw new Error(`${fold.name} of ${folds.length}: ${reason}`);
  if (!best) return { ended, reason };
  onEvent({ type: 'evaluating' });
  const result = await evaluateFold(context, { ...data, fold, best, history });
  await saver.finishFold(result);
  return { ended, reason };
}

function foldEvent({ data, folds, saver }: Run, index: number) {
  const classCount = data.dataSet.classes.length;
  const done = saver.results.map(({ name, test, validation }) => {
    const threshold = classCount === 2 ? chooseThreshold(validation) : null;
    const { n, values } = figuresOf(test, classCount, threshold);
    return { name, n, accuracy: values.accuracy ?? null, auc: values.auc ?? values.macroAuc ?? null };
  });
  return { type: 'fold', fold: index + 1, of: folds.length, name: folds[index]?.name ?? '', done } as const;
}

type Prepared = { readonly data: RunData; readonly folds: readonly Fold[] };

async function prepare(
  context: JobsContext,
  { request, saved, done }: TrainingStart,
  onEvent: OnEvent,
  signal: AbortSignal,
): Promise<Prepared> {
  const dataSet = context.requireDataSet();
  const version = context.version();
  const groups = await context.leakageGroups(signal);
  const folds = foldsOf(dataSet.scans, dataSet.classes, groups, request.split);
  for (const [index, fold] of folds.entries()) {
    const hash = done[index]?.splitHash ?? (index === done.length ? saved?.splitHash : undefined);
    assertSameSplit(hash, await splitHash(dataSet.classes, fold));
  }
  const onPrepared = (prepared: number, total: number) => onEvent({ type: 'preparing', done: prepared, total });
  const pixels = await preparePixels(context, dataSet, request.preprocessing, onPrepared, signal);
  if (['auto', 'wasm'].includes(request.backend))
    await preferFastest(context, request, dataSet.classes.length, onEvent, signal);
  // A run that goes on has its weights already; of several networks the next one begins anew.
  const goesOn = saved !== null && !request.split.testing;
  const { startFrom } = request;
  const start =
    startFrom &&
    (goesOn ? { frozen: startFrom.frozen, weights: [] } : await startOf(context, startFrom, request, dataSet.classes));
  return { data: { dataSet, version, groups, request, pixels, ...(start && { start }) }, folds };
}

/** @throws Error in words where the model is gone, or not one that this network can begin with */
async function startOf(
  { db }: JobsContext,
  { modelId, name, frozen }: StartFrom,
  { network, preprocessing }: TrainingRequest,
  classes: readonly string[],
): Promise<StartingWeights> {
  const parent = await readModel(db, modelId).catch((cause) => {
    throw new Error(`${name}, which this network begins with, cannot be read. Choose another model.`, { cause });
  });
  const { size, depth } = parent.card.preprocessing;
  if (size !== preprocessing.size || depth !== preprocessing.depth)
    throw new Error(`${name} takes ${size} x ${size} x ${depth}: choose that input size and depth.`);
  return startingWeights(parent, { network, classes, frozen });
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
async function train(run: Run, fold: Fold, index: number): Promise<TrainingEnd> {
  const { context, data, saver, onEvent, signal } = run;
  const hash = await splitHash(data.dataSet.classes, fold);
  const pass = (event: BackendEvent) => {
    if (event.type !== 'epoch') {
      onEvent(event);
      return;
    }
    const { checkpoint, ...rest } = event;
    onEvent(rest);
    if (checkpoint) saver.save(checkpoint, hash);
  };
  const end = await withBackendRestart(
    context.host,
    data.request.backend,
    async (backend, info) => {
      onEvent({ type: 'backend', backend: info });
      await (context.isRunPaused ? backend.pause() : backend.resume());
      const job = jobOf(data, fold, index, saver);
      const pixels = [job.training.pixels.buffer, job.validation.pixels.buffer];
      const options = { onEvent: pass, wantsCheckpoint: () => saver.isDue(), signal };
      return backend.train(transfer(job, pixels), options);
    },
    (reason) => onEvent({ type: 'backend-lost', reason }),
  );
  await saver.settled();
  return end;
}

/** Made anew for every backend, because the pixels are handed over to it. Each fold has a seed of its own: chance differs, too. */
function jobOf({ dataSet, pixels, request, start }: RunData, { parts }: Fold, index: number, { checkpoint }: RunSaver) {
  const { network, preprocessing, hyperparameters, augmentation } = request;
  const { size, depth } = preprocessing;
  const part = (name: 'training' | 'validation') => labelledPixels(dataSet, parts[name], pixels, size * size * depth);
  return {
    network,
    input: { size, depth },
    classCount: dataSet.classes.length,
    hyperparameters: { ...hyperparameters, seed: (hyperparameters.seed + index) % 2 ** 32 },
    augmentation,
    ...(start && { start }),
    training: part('training'),
    validation: part('validation'),
    checkpoint,
  };
}
