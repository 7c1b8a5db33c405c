import { expect, vi } from 'vitest';
import { type BackendName, type BackendOffer, wasmDevice } from '../../compute/backends.ts';
import { type BackendBenchmark, type BenchmarkResult, bestRate } from '../../compute/benchmark/chooseBackend.ts';
import { test } from '../../storage/database/testDatabase.fixture.ts';
import type { MeasuredStep } from '../../training/selfTest/measureStep.ts';
import { BackendBenchmarks } from './backendBenchmarks.ts';
import { never, step, surroundings } from './benchmark.fixture.ts';

const offer = (backend: BackendName, available = true): BackendOffer => ({
  backend,
  available,
  device: 'here',
  note: '',
  recommended: backend === 'wasm',
});
const measured = (scansPerSecond: number): BenchmarkResult => ({ outcome: 'measured', scansPerSecond });

/** Backends that give these results, and what was asked of them. */
function backends(results: Partial<Record<BackendName, BenchmarkResult>>) {
  const offers = vi.fn(async () => [offer('webgl'), offer('webgpu', false), offer('wasm'), offer('cpu')]);
  const tryBackend = vi.fn(
    async (
      { backend, device }: BackendOffer,
      _step: MeasuredStep,
      _soFar: readonly BackendBenchmark[],
    ): Promise<BackendBenchmark> => ({
      backend,
      device,
      result: results[backend] ?? { outcome: 'unusable', reason: 'none' },
    }),
  );
  return {
    offers,
    tryBackend,
    asked: () => tryBackend.mock.calls.map(([{ backend }, , soFar]) => [backend, bestRate(soFar)]),
  };
}

test('WASM that seems faster with fewer threads is measured once more, and the better is believed', async ({ db }) => {
  const wasm = { ...offer('wasm'), device: wasmDevice(2) };
  const results = [
    { device: wasmDevice(1), result: { outcome: 'measured', scansPerSecond: 600, threads: 1 } },
    { device: wasmDevice(2), result: { outcome: 'measured', scansPerSecond: 1000, threads: 2 } },
    { device: wasmDevice(2), result: { outcome: 'measured', scansPerSecond: 900, threads: 2 } },
  ] as const;
  let asked = 0;
  const tryBackend = async () => ({ backend: 'wasm', ...(results[asked++] ?? results[0]) }) as const;
  const benchmarks = new BackendBenchmarks(db, async () => [wasm], surroundings, tryBackend);
  expect((await benchmarks.measure(step)).choice.wasmThreads).toBe(2);
  expect(asked).toBe(2);
  // With as many as there are nothing is doubted.
  expect((await benchmarks.measure(step)).trials[0]?.result).toEqual(results[2].result);
  expect(asked).toBe(3);
});

test('every backend that is here has its turn, knowing the best so far; the slowest only where none can be had', async ({
  db,
}) => {
  const { offers, tryBackend, asked } = backends({ wasm: measured(400), webgl: measured(2000) });
  const turns: string[] = [];
  const figures = await new BackendBenchmarks(db, offers, surroundings, tryBackend).measure(step, (b) => turns.push(b));
  expect(asked()).toEqual([
    ['wasm', null],
    ['webgl', 400],
  ]);
  expect(turns).toEqual(['wasm', 'webgl']);
  expect(figures.choice.backend).toBe('webgl');

  const slow = backends({ wasm: { outcome: 'given-up', atMost: null, afterMs: 10_000 } });
  await new BackendBenchmarks(db, slow.offers, surroundings, slow.tryBackend).measure(step);
  expect(slow.asked().map(([backend]) => backend)).toEqual(['wasm', 'webgl']);

  const broken = backends({ cpu: measured(4), webgl: { outcome: 'given-up', atMost: null, afterMs: 4000 } });
  const left = await new BackendBenchmarks(db, broken.offers, surroundings, broken.tryBackend).measure(step);
  expect(broken.asked().at(-1)).toEqual(['cpu', null]);
  expect(left.choice.backend).toBe('cpu');
});

test('what was measured is remembered, and measured anew in another browser', async ({ db }) => {
  const { offers, tryBackend, asked } = backends({ wasm: measured(400) });
  const first = new BackendBenchmarks(db, offers, surroundings, tryBackend);
  await first.prefer(step, () => {}, never);
  const later = new BackendBenchmarks(db, offers, surroundings, tryBackend);
  expect(await later.prefer(step, () => {}, never)).toMatchObject({ backend: 'wasm' });
  expect(asked()).toHaveLength(2);
  const elsewhere = new BackendBenchmarks(db, offers, { ...surroundings, userAgent: 'another browser' }, tryBackend);
  expect(await elsewhere.remembered(step)).toBeNull();
});

test('where nothing could be measured the rule goes, in words, and it is tried again next time', async ({ db }) => {
  const { offers, tryBackend } = backends({});
  const measurer = new BackendBenchmarks(db, offers, surroundings, tryBackend);
  expect(await measurer.prefer(step, () => {}, never)).toMatchObject({
    backend: null,
    reason: expect.stringMatching(/^No backend finished a step/),
  });
  expect(await measurer.remembered(step)).toBeNull();
  offers.mockRejectedValueOnce(new Error('No worker could be started'));
  const failing = new BackendBenchmarks(db, offers, surroundings, tryBackend);
  expect((await failing.prefer(step, () => {}, never))?.reason).toMatch(/could not be measured \(No worker could be/);
});

test('who asks for the same network shares the measuring; another network takes its place', async ({ db }) => {
  const { offers } = backends({});
  const ends: ((trial: BackendBenchmark) => void)[] = [];
  const tryBackend = vi.fn(
    (_offer: BackendOffer, _step: MeasuredStep, _soFar: readonly BackendBenchmark[], signal: AbortSignal) =>
      new Promise<BackendBenchmark>((resolve, reject) => {
        ends.push(resolve);
        signal.addEventListener('abort', () => reject(signal.reason));
      }),
  );
  const measurer = new BackendBenchmarks(db, offers, surroundings, tryBackend);
  const first = measurer.measure(step);
  const joined = measurer.measure(step);
  await vi.waitFor(() => expect(ends).toHaveLength(1));
  const bothStopped = Promise.all([first, joined].map((each) => expect(each).rejects.toThrow('was stopped')));
  const other = measurer.measure({ ...step, batchSize: 16 });
  await bothStopped;
  await vi.waitFor(() => expect(ends).toHaveLength(2));
  const stopping = new AbortController();
  const preferred = measurer.prefer({ ...step, batchSize: 16 }, () => {}, stopping.signal);
  const stopped = expect(other).rejects.toThrow('was stopped');
  stopping.abort();
  expect(await preferred).toBeNull();
  await stopped;
});
