import type { BenchmarkResult } from './chooseBackend.ts';

/** What is known of a backend at one point of its benchmark. */
export type MeasuringStage =
  /**
   * It runs; at the rate of its matrix products it would train `atMost` scans a second, and so no more than that. Null
   * where that was not asked.
   */
  | { readonly stage: 'started'; readonly device: string; readonly atMost: number | null }
  /** It computes rightly. */
  | { readonly stage: 'checked' }
  /** The first step is done: all is compiled. */
  | { readonly stage: 'warm' }
  /** `threads`: of WASM. Unless it is the `last`, another number of threads is tried next. */
  | {
      readonly stage: 'measured';
      readonly scansPerSecond: number;
      readonly threads: number | null;
      readonly last: boolean;
    };

/** What becomes of a benchmark now. */
export type BenchmarkVerdict =
  | { readonly step: 'goes-on'; readonly waitMs: number }
  | { readonly step: 'ended'; readonly result: BenchmarkResult };

/** Starting, checking and the first step together. */
const usualMs = 4000;
/** The first backend is what the others are compared with: it is given up only where the network is far too large. */
const firstMs = 10_000;
/** Shaders are compiled by the driver, on some systems for ten seconds; worth it where the GPU promises a lot. */
const promisingMs = 12_000;
const promise = 2;

/** A step is waited for as long as this many steps of the fastest backend take, but at least so long. */
const slowerThanBest = 3;
const leastStepMs = 1000;
/** With another number of threads, once there is a rate: it is tried only where steps are short. */
const anotherMs = 3000;
/** Fewer threads must show it: what else a computer does disturbs many threads more than few, for a moment. */
const clearlyFaster = 1.05;

/** The limits above end a benchmark within 12 s for a first step and 30 s for another one: this is for one that does not end. */
export const TRIAL_LIMIT_MS = 60_000;

/** Decides how long a backend is waited for. Times are in ms of any one clock. */
export class BenchmarkTimeouts {
  private startedAt = 0;
  private warmAt: number | null = null;
  private atMost: number | null = null;
  /** The best that was measured so far: WASM is measured with several numbers of threads. */
  private measured: Extract<BenchmarkResult, { outcome: 'measured' }> | null = null;

  constructor(
    private readonly batchSize: number,
    /** Scans a second of the fastest backend so far; null where none was measured. */
    private readonly best: number | null,
    /** No other backend was tried yet. */
    private readonly isFirst: boolean,
  ) {}

  begins(now: number): BenchmarkVerdict {
    this.startedAt = now;
    return { step: 'goes-on', waitMs: this.startingMs() };
  }

  reached(stage: MeasuringStage, now: number): BenchmarkVerdict {
    switch (stage.stage) {
      case 'started':
        this.atMost = stage.atMost;
        return this.isHopeless() ? this.givenUp(now) : this.waitsForFirstStep(now);
      case 'checked':
        return this.waitsForFirstStep(now);
      case 'warm':
        this.warmAt = now;
        return { step: 'goes-on', waitMs: this.longestStepMs() };
      case 'measured':
        return this.wasMeasured(stage);
    }
  }

  /** A step that has not come bounds the rate, once everything was compiled; what was measured before stays. */
  timedOut(now: number): BenchmarkVerdict {
    if (this.measured) return { step: 'ended', result: this.measured };
    if (this.warmAt !== null) this.atMost = (1000 * this.batchSize) / (now - this.warmAt);
    return this.givenUp(now);
  }

  private wasMeasured({
    scansPerSecond,
    threads,
    last,
  }: Extract<MeasuringStage, { stage: 'measured' }>): BenchmarkVerdict {
    if (this.measured === null || scansPerSecond > clearlyFaster * this.measured.scansPerSecond)
      this.measured = { outcome: 'measured', scansPerSecond, ...(threads === null ? {} : { threads }) };
    return last ? { step: 'ended', result: this.measured } : { step: 'goes-on', waitMs: anotherMs };
  }

  /** Even at twice the rate of its matrix products it would be slower than what was measured. */
  private isHopeless(): boolean {
    return this.best !== null && this.atMost !== null && 2 * this.atMost < this.best;
  }

  private waitsForFirstStep(now: number): BenchmarkVerdict {
    return { step: 'goes-on', waitMs: Math.max(0, this.startedAt + this.startingMs() - now) };
  }

  private startingMs(): number {
    if (this.best === null) return this.isFirst ? firstMs : usualMs;
    return this.atMost !== null && this.atMost > promise * this.best ? promisingMs : usualMs;
  }

  private longestStepMs(): number {
    if (this.best === null) return this.isFirst ? firstMs : usualMs;
    return Math.max(leastStepMs, (slowerThanBest * 1000 * this.batchSize) / this.best);
  }

  private givenUp(now: number): BenchmarkVerdict {
    return { step: 'ended', result: { outcome: 'given-up', atMost: this.atMost, afterMs: now - this.startedAt } };
  }
}
