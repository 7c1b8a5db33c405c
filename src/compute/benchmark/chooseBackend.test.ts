import { describe, expect, it } from 'vitest';
import { type BackendBenchmark, type BenchmarkResult, bestRate, chooseByBenchmark } from './chooseBackend.ts';

const trial = (backend: BackendBenchmark['backend'], result: BenchmarkResult): BackendBenchmark => ({
  backend,
  device: 'here',
  result,
});
const measured = (scansPerSecond: number): BenchmarkResult => ({ outcome: 'measured', scansPerSecond });
const wrong: BenchmarkResult = { outcome: 'unusable', reason: 'WebGL computes wrong numbers.' };

describe('what Auto takes after the trials', () => {
  it('is the fastest that was measured, with the figures of all as the reason', () => {
    const trials = [
      trial('wasm', measured(410.4)),
      trial('webgl', measured(2950)),
      trial('webgpu', { outcome: 'given-up', atMost: null, afterMs: 12_000 }),
    ];
    expect(chooseByBenchmark(trials)).toEqual({
      backend: 'webgl',
      reason: 'The fastest here: 2950 scans/s; WASM 410 scans/s; WebGPU no step within 12 s.',
    });
    expect(bestRate(trials)).toBe(2950);
  });

  it('names the number of threads with which WASM is the fastest, for whoever chooses WASM', () => {
    const trials = [
      trial('wasm', { outcome: 'measured', scansPerSecond: 410, threads: 2 }),
      trial('webgl', measured(2950)),
    ];
    expect(chooseByBenchmark(trials)).toMatchObject({ backend: 'webgl', wasmThreads: 2 });
  });

  it('is never a backend that was given up, whatever it might have reached', () => {
    const trials = [trial('wasm', measured(9)), trial('webgl', { outcome: 'given-up', atMost: 5000, afterMs: 4000 })];
    expect(chooseByBenchmark(trials)).toEqual({
      backend: 'wasm',
      reason: 'The fastest here: 9.0 scans/s; WebGL at most 5000 scans/s.',
    });
  });

  it('is never a backend that computes wrongly', () => {
    expect(chooseByBenchmark([trial('webgl', wrong), trial('wasm', measured(100))])).toEqual({
      backend: 'wasm',
      reason: 'The fastest here: 100 scans/s; WebGL cannot be used.',
    });
  });

  it('is left to the rule where none was measured, and says so', () => {
    const trials = [trial('wasm', { outcome: 'given-up', atMost: 3.21, afterMs: 4000 }), trial('webgl', wrong)];
    expect(chooseByBenchmark(trials)).toEqual({
      backend: null,
      reason: 'No backend finished a step when they were measured: WASM at most 3.2 scans/s; WebGL cannot be used.',
    });
    expect(bestRate(trials)).toBeNull();
    expect(chooseByBenchmark([]).backend).toBeNull();
  });

  it('needs no comparison where there is one backend alone', () => {
    expect(chooseByBenchmark([trial('wasm', measured(410))]).reason).toBe('WASM trains 410 scans/s here.');
  });
});
