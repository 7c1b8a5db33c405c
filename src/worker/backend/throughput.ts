/** How much the newest batch counts in the running mean of batch times. */
const NEWEST_SHARE = 0.1;

/** Rate and time left of a run, from the batches seen so far. Times are taken from `now`, in milliseconds. */
export class Throughput {
  private batchMs = 0;
  private scansPerBatch = 0;
  private batchesPerEpoch = 0;
  private batchesDone = 0;
  private epochsDone = 0;
  /** What an epoch costs beyond its batches: validation and saving. */
  private epochExtraMs = 0;
  private lastMark: number;

  constructor(
    private readonly epochs: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.lastMark = now();
  }

  batchEnded(scans: number, batchesPerEpoch: number): void {
    const ms = this.sinceLastMark();
    this.batchesPerEpoch = batchesPerEpoch;
    this.batchesDone += 1;
    // The first batch compiles shaders; the second replaces it.
    const share = this.batchesDone <= 2 ? 1 : NEWEST_SHARE;
    this.batchMs += share * (ms - this.batchMs);
    this.scansPerBatch += (this.batchesDone === 1 ? 1 : NEWEST_SHARE) * (scans - this.scansPerBatch);
  }

  epochEnded(): void {
    this.epochExtraMs = this.sinceLastMark();
    this.epochsDone += 1;
    this.batchesDone = this.epochsDone * this.batchesPerEpoch;
  }

  /** After a pause: the time that went by is nobody's. */
  resumed(): void {
    this.lastMark = this.now();
  }

  estimate(): { scansPerSecond: number; secondsLeft: number } {
    const batchesLeft = Math.max(0, this.epochs * this.batchesPerEpoch - this.batchesDone);
    const msLeft = batchesLeft * this.batchMs + (this.epochs - this.epochsDone) * this.epochExtraMs;
    return {
      scansPerSecond: this.batchMs > 0 ? (1000 * this.scansPerBatch) / this.batchMs : 0,
      secondsLeft: msLeft / 1000,
    };
  }

  private sinceLastMark(): number {
    const now = this.now();
    const ms = now - this.lastMark;
    this.lastMark = now;
    return ms;
  }
}
