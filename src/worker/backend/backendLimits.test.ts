import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BackendOffer } from '../../compute/backends.ts';
import type { MeasuringStage } from '../../compute/benchmark/benchmarkTimeouts.ts';
import type { BackendBenchmark } from '../../compute/benchmark/chooseBackend.ts';
import type { AxialDatabase } from '../../storage/database/schema.ts';
import { serve } from '../rpc/serve.ts';
import { BackendBenchmarks } from './backendBenchmarks.ts';
import { BackendWorkerHost } from './backendWorkerHost.ts';
import { never, step, surroundings } from './benchmark.fixture.ts';
import type { ComputeBackend } from './computeBackend.ts';
import { runBenchmark } from './runBenchmark.ts';

const offer: BackendOffer = { backend: 'wasm', available: true, device: 'here', note: '', recommended: true };
const silence = () => new Promise<never>(() => {});
/** No limit of ours is longer. */
const LONG_MS = 200_000;

const measured: BackendBenchmark = {
  backend: 'wasm',
  device: 'here',
  result: { outcome: 'measured', scansPerSecond: 400 },
};

/** A storage in which nothing is kept, or one that does not answer. */
const storage = (get: () => Promise<undefined>) =>
  ({
    get,
    transaction: () => ({ done: silence(), objectStore: () => ({ openCursor: silence }) }),
  }) as unknown as AxialDatabase;
const emptyStorage = storage(async () => undefined);
const silentStorage = storage(silence);

/** Workers of a backend that answer as `backend` does; without one they never say a word. */
function workers(backend: Partial<ComputeBackend> | null) {
  const ended = vi.fn();
  class FakeWorker {
    private readonly port: MessagePort;
    constructor() {
      const { port1, port2 } = new MessageChannel();
      this.port = port1;
      if (backend) serve(backend, port2);
    }
    addEventListener(type: string, listener: (event: MessageEvent) => void) {
      if (type === 'message') this.port.addEventListener('message', listener);
      this.port.start();
    }
    postMessage(message: unknown, transfer: Transferable[] = []) {
      this.port.postMessage(message, transfer);
    }
    terminate() {
      ended();
      this.port.close();
    }
  }
  vi.stubGlobal('Worker', FakeWorker);
  return ended;
}

beforeEach(() => {
  vi.stubGlobal('location', { href: 'https://axial.example/assets/jobs.js', origin: 'https://axial.example' });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** What becomes of it once every limit has passed. */
async function afterAllLimits<T>(work: Promise<T>): Promise<T | string> {
  const outcome = work.catch((error: Error) => `rejected: ${error.message}`);
  const late = Symbol('late');
  for (let waited = 0; waited < LONG_MS; waited += 1000) {
    await vi.advanceTimersByTimeAsync(1000);
    await new Promise((resolve) => setImmediate(resolve)); // messages arrive by real tasks
  }
  const result = await Promise.race([outcome, Promise.resolve(late)]);
  return typeof result === 'symbol' ? 'it still waits' : result;
}

const STAGES: readonly MeasuringStage[] = [
  { stage: 'started', device: 'here', atMost: null },
  { stage: 'checked' },
  { stage: 'warm' },
];

describe('a measurement of backends ends where', () => {
  it('the worker of a trial never says a word', async () => {
    const ended = workers(null);
    expect(await afterAllLimits(runBenchmark(offer, step, [], never))).toMatchObject({
      result: { outcome: 'given-up', atMost: null, afterMs: 10_000 },
    });
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it.each([0, 1, 2, 3])('the worker of a trial falls silent after %i stages', async (count) => {
    const ended = workers({
      lost: silence,
      async measure(_backend, _step, _bounded, { goesOn }) {
        for (const stage of STAGES.slice(0, count)) await goesOn(stage);
        return silence();
      },
    });
    const trial = await afterAllLimits(runBenchmark(offer, step, [], never));
    expect(trial).toMatchObject({ result: { outcome: 'given-up' } });
    expect(ended).toHaveBeenCalledTimes(1);
  });

  it('no worker can be started', async () => {
    vi.stubGlobal('Worker', function refuse() {
      throw new Error('Workers are switched off.');
    });
    expect(await afterAllLimits(runBenchmark(offer, step, [], never))).toMatchObject({
      result: { outcome: 'unusable', reason: 'Workers are switched off.' },
    });
  });

  it('the list of backends never comes, and the next question goes to a fresh worker', async () => {
    const ended = workers(null);
    const host = new BackendWorkerHost();
    expect(await afterAllLimits(host.offers())).toMatch(/did not answer within 20 s/);
    expect(ended).toHaveBeenCalledTimes(1);
    workers({ lost: silence, offers: async () => [offer] });
    expect(await afterAllLimits(host.offers())).toEqual([offer]);
  });

  it('the list of backends never comes, whoever makes it: the rule goes, and it is asked for again', async () => {
    const offers = vi.fn(silence);
    const measurer = new BackendBenchmarks(emptyStorage, offers, surroundings, async () => measured);
    expect(await afterAllLimits(measurer.prefer(step, () => {}, never))).toMatchObject({
      backend: null,
      reason: expect.stringMatching(/could not be measured \(No backend answered/),
    });
    await afterAllLimits(measurer.prefer(step, () => {}, never));
    expect(offers).toHaveBeenCalledTimes(2);
  });

  it('a trial does not keep its own limits', async () => {
    const trying = vi.fn((_offer: BackendOffer, _step: unknown, _soFar: unknown, signal: AbortSignal) => {
      return signal.aborted ? Promise.reject(signal.reason) : silence();
    });
    const measurer = new BackendBenchmarks(emptyStorage, async () => [offer], surroundings, trying);
    expect(await afterAllLimits(measurer.measure(step))).toMatchObject({
      trials: [{ backend: 'wasm', result: { outcome: 'given-up', afterMs: 60_000 } }],
      choice: { backend: null },
    });
    expect(trying.mock.calls[0]?.[3].aborted).toBe(true);
  });

  it('the storage does not answer', async () => {
    const measurer = new BackendBenchmarks(
      silentStorage,
      async () => [offer],
      surroundings,
      async () => measured,
    );
    expect(await afterAllLimits(measurer.prefer(step, () => {}, never))).toMatchObject({ backend: 'wasm' });
  });

  it('the run is stopped, whatever hangs', async () => {
    const stopping = new AbortController();
    const measurer = new BackendBenchmarks(emptyStorage, silence, surroundings, silence);
    const preferred = measurer.prefer(step, () => {}, stopping.signal);
    stopping.abort();
    expect(await preferred).toBeNull();
  });
});

it('a backend that never says that it runs is lost in the end', async () => {
  workers(null);
  expect(await afterAllLimits(new BackendWorkerHost().start('webgl'))).toMatch(/did not answer within 180 s/);
});
