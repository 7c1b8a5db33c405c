/** A save that takes less than this share of the time is made after every epoch... */
const SMALL_SHARE = 0.05;
/** ...and no more than this is lost, however much it takes; or one epoch, where that takes longer. */
const MOST_LOST_MS = 20_000;

/**
 * Decides after which epochs a run is saved, one save at a time. The first epoch always is, because what saving costs is
 * not known before.
 */
export class CheckpointSchedule {
  private costMs = 0;
  /** Time of the last snapshot that has come. */
  private takenAt = Number.NEGATIVE_INFINITY;
  private askedAt = Number.NEGATIVE_INFINITY;
  private saving = false;

  /** Asked once at the end of each epoch. `now` in milliseconds. */
  isDue(now: number): boolean {
    const epochMs = now - this.askedAt;
    this.askedAt = now;
    if (this.saving) return false;
    const gap = now - this.takenAt;
    const atNextEnd = gap + epochMs + this.costMs;
    return this.costMs <= SMALL_SHARE * gap || atNextEnd > MOST_LOST_MS;
  }

  /** The snapshot that was due has come. It may not, where its device is lost meanwhile: then the next epoch's is due. */
  taken(): void {
    this.saving = true;
    this.takenAt = this.askedAt;
  }

  saved(startedAt: number, endedAt: number): void {
    this.costMs = endedAt - startedAt;
    this.saving = false;
  }
}
