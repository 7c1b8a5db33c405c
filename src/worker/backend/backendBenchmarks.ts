import type { BackendName, BackendOffer, BackendPreference } from '../../compute/backends.ts';
import { networkKey, type Surroundings, settingKey } from '../../compute/benchmark/benchmarkKeys.ts';
import { TRIAL_LIMIT_MS } from '../../compute/benchmark/benchmarkTimeouts.ts';
import {
  type BackendBenchmark,
  bestRate,
  chooseByBenchmark,
  faster,
  isWorthMeasuring,
  MEASURING_ORDER,
} from '../../compute/benchmark/chooseBackend.ts';
import { messageOf } from '../../dataset/messageOf.ts';
import type { AxialDatabase } from '../../storage/database/schema.ts';
import type { StoredBenchmarks } from '../../storage/training/benchmarkRecords.ts';
import { readBenchmarks, writeBenchmarks } from '../../storage/training/benchmarkStore.ts';
import type { MeasuredStep } from '../../training/selfTest/measureStep.ts';
import type { BenchmarkReport } from '../jobs/training/trainingProtocol.ts';
import { raceAbort } from '../raceAbort.ts';
import { runBenchmark } from './runBenchmark.ts';

type Trying = (
  offer: BackendOffer,
  step: MeasuredStep,
  soFar: readonly BackendBenchmark[],
  signal: AbortSignal,
) => Promise<BackendBenchmark>;
type Measuring = {
  readonly key: string;
  readonly stopping: AbortController;
  readonly figures: Promise<BenchmarkReport>;
};
type Listener = (backend: BackendName) => void;

const OFFERS_LIMIT_MS = 30_000;
/** One small record: where it takes longer, the storage does not answer. */
const STORAGE_LIMIT_MS = 5000;

/** Measures which backend is the fastest for a network, one network at a time, and remembers it. Whatever does not answer is waited for no longer than its limit. */
export class BackendBenchmarks {
  private running: Measuring | null = null;
  private found: Promise<readonly BackendOffer[]> | null = null;
  private readonly listeners = new Set<Listener>();

  constructor(
    private readonly db: AxialDatabase,
    private readonly offers: () => Promise<readonly BackendOffer[]>,
    private readonly surroundings: Surroundings,
    private readonly tryBackend: Trying = runBenchmark,
  ) {}

  /** What is known of a network; null where it was not measured here. */
  async remembered(step: MeasuredStep): Promise<BenchmarkReport | null> {
    const reading = readBenchmarks(this.db, networkKey(step), await this.setting());
    // What cannot be read is measured again.
    const stored = await withinLimit(reading, STORAGE_LIMIT_MS, 'The storage does not answer.').catch(() => null);
    return stored ? figuresOf(stored) : null;
  }

  /**
   * Measures anew; what is being measured of another network is given up for it. `onBackend` is told of each backend
   * whose turn it is. Rejects when it was stopped, or given up for another.
   */
  async measure(step: MeasuredStep, onBackend: Listener = () => {}): Promise<BenchmarkReport> {
    const key = networkKey(step);
    if (this.running?.key !== key) this.stop();
    this.running ??= this.begin(key, step);
    const { figures } = this.running;
    this.listeners.add(onBackend);
    try {
      return await figures;
    } finally {
      this.listeners.delete(onBackend);
    }
  }

  stop(): void {
    this.running?.stopping.abort(new Error('The benchmark of the backends was stopped.'));
    this.running = null;
  }

  /** What 'auto' shall take for a network: as remembered, else measured now. Null when `signal` aborts; never rejects. */
  async prefer(step: MeasuredStep, onBackend: Listener, signal: AbortSignal): Promise<BackendPreference | null> {
    const stop = () => this.stop();
    signal.addEventListener('abort', stop);
    try {
      const remembered = await raceAbort(this.remembered(step), signal);
      return (remembered ?? (await this.measure(step, onBackend))).choice;
    } catch (error) {
      if (signal.aborted) return null;
      const reason = messageOf(error);
      return { backend: null, reason: `The backends could not be measured (${reason}).` };
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  private begin(key: string, step: MeasuredStep): Measuring {
    const stopping = new AbortController();
    const figures = raceAbort(this.measureAll(step, stopping.signal), stopping.signal);
    const running = { key, stopping, figures };
    const ended = () => {
      if (this.running === running) this.running = null;
    };
    running.figures.then(ended, ended);
    return running;
  }

  private async measureAll(step: MeasuredStep, signal: AbortSignal): Promise<BenchmarkReport> {
    const offers = await this.backends();
    const trials: BackendBenchmark[] = [];
    for (const backend of MEASURING_ORDER) {
      const offer = offers.find((each) => each.backend === backend);
      if (!offer?.available || !isWorthMeasuring(backend, trials)) continue;
      signal.throwIfAborted();
      for (const listener of this.listeners) listener(backend);
      const trial = await this.runInTime(offer, step, trials, signal);
      // Fewer threads seem faster also where something else runs for a moment, and would be remembered.
      const isDoubted = trial.result.outcome === 'measured' && trial.device !== offer.device;
      trials.push(isDoubted ? faster(trial, await this.runInTime(offer, step, trials, signal)) : trial);
    }
    const stored = { setting: await this.setting(), trials, measuredAt: new Date().toISOString() };
    // Where nothing was measured, or it cannot be stored, it is measured again next time.
    if (bestRate(trials) !== null) {
      const writing = writeBenchmarks(this.db, networkKey(step), stored);
      await withinLimit(writing, STORAGE_LIMIT_MS, 'The storage does not answer.').catch(() => {});
    }
    return figuresOf(stored);
  }

  /** A benchmark that neither ends nor is ended by its own limits counts as one that was given up. */
  private async runInTime(
    offer: BackendOffer,
    step: MeasuredStep,
    soFar: readonly BackendBenchmark[],
    signal: AbortSignal,
  ): Promise<BackendBenchmark> {
    const ending = new AbortController();
    const end = () => ending.abort(signal.reason);
    signal.addEventListener('abort', end, { once: true });
    const late: BackendBenchmark = {
      backend: offer.backend,
      device: offer.device,
      result: { outcome: 'given-up', atMost: null, afterMs: TRIAL_LIMIT_MS },
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      const silence = new Promise<BackendBenchmark>((resolve) => {
        timer = setTimeout(resolve, TRIAL_LIMIT_MS, late);
      });
      return await Promise.race([this.tryBackend(offer, step, [...soFar], ending.signal), silence]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      ending.abort(); // whatever is left of it
    }
  }

  private async setting(): Promise<string> {
    return settingKey(await this.backends(), this.surroundings);
  }

  /** Looked for once: it takes a graphics context or two. */
  private backends(): Promise<readonly BackendOffer[]> {
    this.found ??= withinLimit(this.offers(), OFFERS_LIMIT_MS, 'No backend answered.').catch((error) => {
      this.found = null;
      throw error;
    });
    return this.found;
  }
}

function figuresOf({ trials, measuredAt }: StoredBenchmarks): BenchmarkReport {
  return { trials, measuredAt, choice: chooseByBenchmark(trials) };
}

/** Rejects with `reason` when `promise` has not settled within that time, even if it never does. The timer runs on the caller's thread. */
function withinLimit<T>(promise: Promise<T>, limitMs: number, reason: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(reason)), limitMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
