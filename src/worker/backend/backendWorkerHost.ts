import { BackendLostError } from '../../compute/backendLostError.ts';
import {
  type BackendChoice,
  type BackendInfo,
  type BackendOffer,
  type BackendPreference,
  wasmDevice,
} from '../../compute/backends.ts';
import backendWorkerUrl from '../backend.worker.ts?worker&url';
import { connect } from '../rpc/connect.ts';
import type { Remote } from '../rpc/peer.ts';
import { spawnWorker } from '../spawnWorker.ts';
import type { ComputeBackend } from './computeBackend.ts';

/** A worker is loaded (some 300 kB, perhaps from afar) and looks for graphics cards: five seconds at most where it answers at all. */
const OFFERS_LIMIT_MS = 20_000;
/** The backend's own limits end a start earlier where its worker still runs: 40 s for WASM, two minutes for a first step. */
const START_LIMIT_MS = 180_000;

type Running = {
  readonly worker: Worker;
  readonly backend: Remote<ComputeBackend>;
  readonly lost: Set<(error: Error) => void>;
};

/** Keeps one backend worker: starts it, hands work to it, and replaces it when it is lost. */
export class BackendWorkerHost {
  private running: Running | null = null;
  private started: { readonly choice: BackendChoice; readonly info: BackendInfo } | null = null;
  private starting: Promise<BackendInfo> | null = null;
  private preferred: BackendPreference | null = null;

  /** What 'auto' tries first from now on, and the threads of WASM. A backend that runs otherwise is not kept. */
  prefer(preferred: BackendPreference): void {
    this.preferred = preferred;
    if (!this.started) return;
    const { choice, info } = this.started;
    const { backend, wasmThreads } = preferred;
    const otherThreads =
      info.backend === 'wasm' && wasmThreads !== undefined && info.device !== wasmDevice(wasmThreads);
    const otherBackend = choice === 'auto' && backend !== null && info.backend !== backend;
    if (otherThreads || otherBackend) this.close();
    else if (choice === 'auto' && backend !== null)
      this.started = { choice: 'auto', info: { ...info, reason: preferred.reason } };
  }

  /**
   * Starts the backend on `choice`, anew if it runs on another. One at a time: tfjs is started twice in one worker where two begin before either
   * has ended, and neither works then.
   */
  async start(choice: BackendChoice): Promise<BackendInfo> {
    while (this.starting) {
      await this.starting.catch(() => {}); // who began it hears of that
      if (this.preferred) this.prefer(this.preferred); // may have come meanwhile
    }
    if (this.started?.choice === choice) return this.started.info;
    if (this.started) this.close();
    const starting = this.startNow(choice);
    this.starting = starting;
    try {
      return await starting;
    } finally {
      this.starting = null;
    }
  }

  private async startNow(choice: BackendChoice): Promise<BackendInfo> {
    const info = await this.run((backend) => backend.start(choice, this.preferred), START_LIMIT_MS);
    this.started = { choice, info };
    return info;
  }

  /** Starts it on whatever is best unless it runs already. */
  async startAny(): Promise<BackendInfo> {
    await this.starting?.catch(() => {});
    return this.started ? this.started.info : this.start('auto');
  }

  /** Every backend of this browser. Rejects where the backend's worker does not say within some seconds. */
  offers(): Promise<BackendOffer[]> {
    return this.run((backend) => backend.offers(), OFFERS_LIMIT_MS);
  }

  /**
   * Rejects with an error for which `isBackendLost` holds when the backend dies before `work` is done, or does not answer within
   * `limitMs`: then its worker is ended unless other work waits for it.
   */
  async run<T>(work: (backend: Remote<ComputeBackend>) => Promise<T>, limitMs = Number.POSITIVE_INFINITY): Promise<T> {
    const running = this.running ?? this.spawn();
    let lost: ((error: Error) => void) | undefined;
    const dying = new Promise<never>((_, reject) => {
      lost = reject;
      running.lost.add(reject);
    });
    const silent = () => {
      lost?.(new BackendLostError(`The worker that does the arithmetic did not answer within ${limitMs / 1000} s.`));
      if (running.lost.size === 1 && this.running === running) this.close();
    };
    const timer = Number.isFinite(limitMs) ? setTimeout(silent, limitMs) : undefined;
    try {
      return await Promise.race([work(running.backend), dying]);
    } finally {
      clearTimeout(timer);
      if (lost) running.lost.delete(lost);
    }
  }

  /** Ends the worker and all it holds; whoever waits for it is told that it is lost. The next call starts a fresh one. */
  close(): void {
    const { running } = this;
    this.running = null;
    this.started = null;
    running?.worker.terminate();
    for (const reject of running?.lost ?? []) reject(new BackendLostError('The backend was restarted.'));
  }

  private spawn(): Running {
    const worker = spawnWorker(backendWorkerUrl, 'axial-backend');
    const fail = (reason: string) => {
      const error = new BackendLostError(reason || 'The worker that does the arithmetic has stopped.');
      for (const reject of running.lost) reject(error);
      if (this.running === running) this.close();
    };
    const running: Running = { worker, backend: connect<ComputeBackend>(worker, 'backend', fail), lost: new Set() };
    running.backend.lost().then(fail, () => {}); // a worker that failed has said so itself
    this.running = running;
    return running;
  }
}
