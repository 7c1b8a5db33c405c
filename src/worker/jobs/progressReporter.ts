/** Counts what is done and says, not too often and at the end, how fast it goes and how long it takes yet. */
export class ProgressReporter {
  private done = 0;
  private readonly startedAt: number;
  private reportedAt: number;

  constructor(
    private total: number,
    private readonly reportEveryMs = 100,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.startedAt = now();
    this.reportedAt = this.startedAt;
  }

  /** There is more to do than was known at first. */
  expectMore(count: number): void {
    this.total += count;
  }

  /** `count` more are done; null when it is too early to report again. */
  tick(count = 1): { done: number; total: number; scansPerSecond: number; secondsLeft: number } | null {
    this.done += count;
    const now = this.now();
    if (now - this.reportedAt < this.reportEveryMs && this.done < this.total) return null;
    this.reportedAt = now;
    const scansPerSecond = (1000 * this.done) / Math.max(1, now - this.startedAt);
    const secondsLeft = this.done > 0 ? (this.total - this.done) / scansPerSecond : 0;
    return { done: this.done, total: this.total, scansPerSecond, secondsLeft };
  }
}
