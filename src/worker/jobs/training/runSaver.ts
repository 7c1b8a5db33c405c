import { messageOf } from '../../../dataset/messageOf.ts';
import { saveFold, saveRun } from '../../../storage/training/runCheckpoints.ts';
import type { RunHeader } from '../../../storage/training/runRecords.ts';
import { deleteRun } from '../../../storage/training/runStore.ts';
import type { Checkpoint } from '../../../training/checkpoint.ts';
import type { JobsContext } from '../context.ts';
import { CheckpointSchedule } from './checkpointSchedule.ts';
import { type FoldResult, foldRecordOf } from './foldResult.ts';
import { checkpointRecordOf, type SavedCheckpoint } from './savedCheckpoint.ts';
import type { TrainingEvent, TrainingRequest } from './trainingProtocol.ts';

export type TrainingStart = {
  readonly request: TrainingRequest;
  /** Where an interrupted run goes on; null for a new one, and between two folds. */
  readonly saved: SavedCheckpoint | null;
  /** Folds of it that are done. */
  readonly done: readonly FoldResult[];
};

/** Keeps a run in the storage while it goes on, for a reload or a crash: its settings from the start, then checkpoints. */
export class RunSaver {
  private readonly schedule = new CheckpointSchedule();
  private writing: Promise<void> = Promise.resolve();
  private readonly request: TrainingRequest;
  /** The newest one that a backend can go on from; null before the first of a fold. */
  private latest: Checkpoint | null;
  private readonly done: FoldResult[];
  /** How many networks the run trains, once that is known. */
  foldCount = 1;

  constructor(
    private readonly context: JobsContext,
    { request, saved, done }: TrainingStart,
    private readonly dataFingerprint: string,
    private readonly onEvent: (event: TrainingEvent) => void,
  ) {
    this.request = request;
    this.latest = saved?.checkpoint ?? null;
    this.done = [...done];
  }

  get checkpoint(): Checkpoint | null {
    return this.latest;
  }

  /** Of the folds that are done, in their order. */
  get results(): readonly FoldResult[] {
    return this.done;
  }

  /** A resumed run already has its record. */
  async begin(): Promise<void> {
    if (!this.hasProgress) await this.write(null);
  }

  /** A fold of several is kept for good: whatever happens to the next, it is not trained again. */
  async finishFold(result: FoldResult): Promise<void> {
    this.latest = null;
    this.done.push(result);
    if (this.foldCount === 1) return;
    try {
      await saveFold(this.context.db, this.header(null), this.done.length - 1, foldRecordOf(result));
      this.onEvent({ type: 'saved', epoch: 0 });
    } catch (error) {
      this.onEvent({ type: 'not-saved', reason: messageOf(error) });
    }
  }

  /** Asked once after each epoch. Where the data set is gone nobody could go on. */
  isDue(): boolean {
    return this.context.dataSet !== null && this.schedule.isDue(performance.now());
  }

  /** Comes back at once: the checkpoint is written while training goes on. */
  save(checkpoint: Checkpoint, splitHash: string): void {
    this.latest = checkpoint;
    this.schedule.taken();
    this.writing = this.writing.then(async () => {
      const startedAt = performance.now();
      const { dataFingerprint } = this;
      const isWritten = await this.write({ dataFingerprint, splitHash, checkpoint });
      if (isWritten) this.onEvent({ type: 'saved', epoch: checkpoint.epoch });
      this.schedule.saved(startedAt, performance.now());
    });
  }

  /** Nothing is being written any more. */
  async settled(): Promise<void> {
    await this.writing;
  }

  /** A run that ended before its first checkpoint was not interrupted: nothing of it is left to go on with. */
  async endWithoutProgress(): Promise<void> {
    await this.settled();
    if (!this.hasProgress) await deleteRun(this.context.db).catch(() => {});
  }

  private get hasProgress(): boolean {
    return this.latest !== null || this.done.length > 0;
  }

  private header(saved: SavedCheckpoint | null): RunHeader {
    const { request, dataFingerprint, done, foldCount } = this;
    const history = saved?.checkpoint.history ?? { epochs: [], batchLosses: [] };
    const folds = foldCount > 1 ? { done: done.length, of: foldCount } : null;
    return { request, history, savedAt: new Date().toISOString(), dataFingerprint, folds };
  }

  /** A run that cannot be saved (disk full) goes on unsaved: the model itself is kept at the end, if it can be. */
  private async write(saved: SavedCheckpoint | null): Promise<boolean> {
    try {
      await saveRun(this.context.db, { ...this.header(saved), checkpoint: saved && checkpointRecordOf(saved) });
      return true;
    } catch (error) {
      this.onEvent({ type: 'not-saved', reason: messageOf(error) });
      return false;
    }
  }
}
