/** Saving may take this share of the time... */
const LARGEST_SHARE = 0.05;
/** ...but a run is saved at least this often. */
const LONGEST_GAP_MS = 120_000;

/** Decides after which epochs a run is saved. The first is always, because what saving costs is not known before. */
export class SavePlan {
  private costMs = 0;
  private savedAt = Number.NEGATIVE_INFINITY;
  private saving = false;

  /** `now` in milliseconds. */
  isDue(now: number): boolean {
    const gap = now - this.savedAt;
    const due = !this.saving && (this.costMs <= LARGEST_SHARE * gap || gap >= LONGEST_GAP_MS);
    if (due) this.saving = true;
    return due;
  }

  saved(startedAt: number, endedAt: number): void {
    this.costMs = endedAt - startedAt;
    this.savedAt = endedAt;
    this.saving = false;
  }
}
