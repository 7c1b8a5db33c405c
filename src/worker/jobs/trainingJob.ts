import * as Comlink from 'comlink';
import type { BackendName } from '../../compute/engineInfo.ts';
import { splitScans } from '../../dataset/split.ts';
import { deleteRun, saveRun } from '../../storage/runStore.ts';
import type { Checkpoint } from '../../training/checkpoint.ts';
import type { TrainingEnd } from '../../training/train.ts';
import type { EngineEvent } from '../engine.ts';
import type { TrainingEvent, TrainingOutcome, TrainingRequest } from '../protocol.ts';
import { surviveEngineLoss } from '../surviveEngineLoss.ts';
import type { JobsContext } from './context.ts';
import { keepModel, type TrainedNetwork } from './keepModel.ts';
import { labelledPixels, preparePixels } from './preparePixels.ts';
import { dealingOf, demandSameDealing, type SavedRun } from './savedRun.ts';
import { SavePlan } from './savePlan.ts';

export type TrainingStart = {
  readonly request: TrainingRequest;
  /** Where an interrupted run goes on; null for a new one. */
  readonly saved: SavedRun | null;
};

/**
 * One run from the data set to a kept model: split, pixels, training with checkpoints, evaluation, storage.
 * Rejects in words when nothing can be trained; an engine that dies is replaced and goes on from the last checkpoint.
 */
export async function trainingJob(
  context: JobsContext,
  { request, saved }: TrainingStart,
  onEvent: (event: TrainingEvent) => void,
  signal: AbortSignal,
): Promise<TrainingOutcome> {
  const data = await prepare(context, { request, saved }, onEvent, signal).catch((error) => {
    if (signal.aborted) return null;
    throw error;
  });
  if (!data || signal.aborted) return stoppedBeforeTraining;
  const run = new Run(context, data, request, onEvent, saved?.checkpoint ?? null);
  const end = await run.train();
  if (!end.best) {
    await deleteRun(context.db);
    return { ended: end.ended, reason: end.reason, modelId: null };
  }
  onEvent({ type: 'evaluating' });
  const { best, history } = end;
  const modelId = await keepModel(context, { ...data, request, best, history });
  await deleteRun(context.db);
  return { ended: end.ended, reason: end.reason, modelId };
}

/** What the run is made of; it stays the same whatever becomes of the data set. */
type RunData = Pick<TrainedNetwork, 'dataSet' | 'version' | 'bundles' | 'split' | 'pixels'> & {
  readonly dealing: string;
};

async function prepare(
  context: JobsContext,
  { request, saved }: TrainingStart,
  onEvent: (event: TrainingEvent) => void,
  signal: AbortSignal,
): Promise<RunData> {
  const dataSet = context.requireDataSet();
  const version = context.version();
  const bundles = await context.bundles(signal);
  const split = splitScans(dataSet.scans, dataSet.classes, bundles, request.split);
  const dealing = await dealingOf(dataSet.classes, split);
  demandSameDealing(saved, dealing);
  const onPrepared = (done: number, total: number) => onEvent({ type: 'preparing', done, total });
  const pixels = await preparePixels(context, dataSet, request.preprocessing, onPrepared, signal);
  if (request.backend === 'auto') await preferMeasured(context, request, dataSet.classes.length, onEvent, signal);
  return { dataSet, version, bundles, split, dealing, pixels };
}

/** 'auto' is a measurement: remembered of this network and device, else made now. */
async function preferMeasured(
  { measurer, host }: JobsContext,
  { network, preprocessing, hyperparameters }: TrainingRequest,
  classCount: number,
  onEvent: (event: TrainingEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const { size, depth } = preprocessing;
  const step = { network, input: { size, depth }, classCount, batchSize: hyperparameters.batchSize };
  const onEngine = (backend: BackendName) => onEvent({ type: 'measuring', backend });
  const preferred = await measurer.prefer(step, onEngine, signal);
  if (preferred) host.prefer(preferred);
}

const stoppedBeforeTraining: TrainingOutcome = {
  ended: 'stopped',
  reason: 'Stopped before the first batch.',
  modelId: null,
};

/** The part of a run that an engine does, and what must outlive that engine. */
class Run {
  private readonly saving = new SavePlan();
  private saved: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: JobsContext,
    private readonly data: RunData,
    private readonly request: TrainingRequest,
    private readonly onEvent: (event: TrainingEvent) => void,
    private checkpoint: Checkpoint | null,
  ) {}

  async train(): Promise<TrainingEnd> {
    const onLost = (reason: string) => this.onEvent({ type: 'engine-lost', reason });
    const end = await surviveEngineLoss(
      this.context.host,
      this.request.backend,
      (engine, info) => {
        this.onEvent({ type: 'engine', engine: info });
        const job = this.job();
        const pixels = [job.training.pixels.buffer, job.validation.pixels.buffer];
        return engine.train(
          Comlink.transfer(job, pixels),
          Comlink.proxy((event: EngineEvent) => this.pass(event)),
          Comlink.proxy(() => this.saving.isDue(performance.now())),
        );
      },
      onLost,
    );
    await this.saved;
    return end;
  }

  /** Made anew for every engine, because the pixels are handed over to it. */
  private job() {
    const { network, preprocessing, hyperparameters, augmentation } = this.request;
    const { size, depth } = preprocessing;
    const { dataSet, split, pixels } = this.data;
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
      checkpoint: this.checkpoint,
    };
  }

  private pass(event: EngineEvent): void {
    if (event.type !== 'epoch') {
      this.onEvent(event);
      return;
    }
    const { checkpoint, ...rest } = event;
    this.onEvent(rest);
    if (checkpoint) this.saved = this.saved.then(() => this.save(checkpoint, event.record.epoch));
  }

  /** A run that cannot be saved (disk full) goes on unsaved: the model itself is kept at the end, if it can be. */
  private async save(checkpoint: Checkpoint, epoch: number): Promise<void> {
    this.checkpoint = checkpoint;
    const startedAt = performance.now();
    try {
      const { request } = this;
      const { dealing, version } = this.data;
      const dataFingerprint = version.hash;
      const saved: SavedRun = { dataFingerprint, dealing, checkpoint };
      const header = { request, history: checkpoint.history, savedAt: new Date().toISOString(), dataFingerprint };
      await saveRun(this.context.db, { ...header, checkpoint: saved });
      this.onEvent({ type: 'saved', epoch });
    } catch (error) {
      this.onEvent({ type: 'not-saved', reason: error instanceof Error ? error.message : String(error) });
    } finally {
      this.saving.saved(startedAt, performance.now());
    }
  }
}
