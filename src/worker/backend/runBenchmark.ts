import { type BackendName, wasmDevice } from '../../compute/backends.ts';
import {
  BenchmarkTimeouts,
  type BenchmarkVerdict,
  type MeasuringStage,
} from '../../compute/benchmark/benchmarkTimeouts.ts';
import { type BackendBenchmark, type BenchmarkResult, bestRate } from '../../compute/benchmark/chooseBackend.ts';
import { messageOf } from '../../dataset/messageOf.ts';
import type { MeasuredStep } from '../../training/selfTest/measureStep.ts';
import backendWorkerUrl from '../backend.worker.ts?worker&url';
import { connect } from '../rpc/connect.ts';
import { spawnWorker } from '../spawnWorker.ts';
import type { ComputeBackend } from './computeBackend.ts';

/**
 * Measures a backend at a network, in a worker of its own that is ended afterwards: what hangs there, or loses its GPU,
 * hurts nobody. `soFar`: the benchmarks of other backends, which decide how long this one is waited for. Rejects only when
 * `signal` aborts.
 */
export async function runBenchmark(
  offer: { readonly backend: BackendName; readonly device: string },
  step: MeasuredStep,
  soFar: readonly BackendBenchmark[],
  signal: AbortSignal,
): Promise<BackendBenchmark> {
  const best = bestRate(soFar);
  const timeouts = new BenchmarkTimeouts(step.batchSize, best, soFar.length === 0);
  let { device } = offer;
  let watch: TimeoutWatch | undefined;
  let worker: Worker | undefined;
  try {
    const result = await new Promise<BenchmarkResult>((resolve, reject) => {
      const unusable = (reason: string) => resolve({ outcome: 'unusable', reason });
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      watch = new TimeoutWatch(timeouts, resolve); // the clock runs before there is a worker that could fail to answer
      const goesOn = (stage: MeasuringStage) => {
        if (stage.stage === 'started') device = stage.device;
        return watch?.reached(stage) ?? false;
      };
      try {
        worker = spawnWorker(backendWorkerUrl, 'axial-benchmark');
        measureIn(worker, offer.backend, step, best !== null, goesOn, unusable);
      } catch (error) {
        unusable(messageOf(error));
      }
    });
    const threads = result.outcome === 'measured' ? result.threads : undefined;
    return { backend: offer.backend, device: threads === undefined ? device : wasmDevice(threads), result };
  } finally {
    watch?.stop();
    worker?.terminate();
  }
}

/** Hands on what `timeouts` decides, as stages are reached and as none is reached for too long. */
class TimeoutWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly timeouts: BenchmarkTimeouts,
    private readonly onEnded: (result: BenchmarkResult) => void,
  ) {
    this.follow(timeouts.begins(performance.now()));
  }

  /** Whether the benchmark goes on. */
  reached(stage: MeasuringStage): boolean {
    return this.follow(this.timeouts.reached(stage, performance.now()));
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private follow(verdict: BenchmarkVerdict): boolean {
    this.stop();
    if (verdict.step === 'ended') this.onEnded(verdict.result);
    else this.timer = setTimeout(() => this.follow(this.timeouts.timedOut(performance.now())), verdict.waitMs);
    return verdict.step === 'goes-on';
  }
}

function measureIn(
  worker: Worker,
  backend: BackendName,
  step: MeasuredStep,
  bounded: boolean,
  goesOn: (stage: MeasuringStage) => boolean,
  unusable: (reason: string) => void,
): void {
  const failed = (reason: string) => unusable(reason || 'The worker of this backend did not start.');
  const running = connect<ComputeBackend>(worker, 'benchmark', failed);
  running.lost().then(unusable, () => {}); // a worker that failed has said so itself
  running.measure(backend, step, bounded, { goesOn }).catch((error: unknown) => unusable(messageOf(error)));
}
