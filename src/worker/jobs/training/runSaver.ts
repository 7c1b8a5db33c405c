import { deleteRun, saveRun } from '../../../storage/training/runStore.ts';
import type { Checkpoint } from '../../../training/checkpoint.ts';
import type { TrainingEvent, TrainingRequest } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';
import { CheckpointSchedule } from './checkpointSchedule.ts';
import type { SavedCheckpoint } from './savedCheckpoint.ts';

/** Keeps a run in the storage while it goes on, for a reload or a crash: its settings from the start, then checkpoints. */
export class RunSaver {
  private readonly schedule = new CheckpointSchedule();
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly context: JobsContext,
    private readonly request: TrainingRequest,
    private readonly dataFingerprint: string,
    /** The newest one that a backend can go on from; null before the first. */
    private latest: Checkpoint | null,
    private readonly onEvent: (event: TrainingEvent) => void,
  ) {}

  get checkpoint(): Checkpoint | null {
    return this.latest;
  }

  /** A resumed run already has its record. */
  async begin(): Promise<void> {
    if (this.latest === null) await this.write(null);
  }

  /** Asked once after each epoch. Where the data set is gone nobody could go on. */
  isDue(): boolean {
    return this.context.dataSet !== null && this.schedule.isDue(performance.now());
  }

  /** Comes back at once: the checkpoint is written while training goes on. */
  save(checkpoint: Checkpoint, dealing: string): void {
    this.latest = checkpoint;
    this.writing = this.writing.then(async () => {
      const startedAt = performance.now();
      const { dataFingerprint } = this;
      const isWritten = await this.write({ dataFingerprint, dealing, checkpoint });
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
    if (this.latest === null) await deleteRun(this.context.db).catch(() => {});
  }

  /** A run that cannot be saved (disk full) goes on unsaved: the model itself is kept at the end, if it can be. */
  private async write(saved: SavedCheckpoint | null): Promise<boolean> {
    const { request, dataFingerprint } = this;
    const history = saved?.checkpoint.history ?? { epochs: [], batchLosses: [] };
    const header = { request, history, savedAt: new Date().toISOString(), dataFingerprint };
    try {
      await saveRun(this.context.db, { ...header, checkpoint: saved });
      return true;
    } catch (error) {
      this.onEvent({ type: 'not-saved', reason: error instanceof Error ? error.message : String(error) });
      return false;
    }
  }
}
