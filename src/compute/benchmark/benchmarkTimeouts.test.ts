import { describe, expect, it } from 'vitest';
import { BenchmarkTimeouts } from './benchmarkTimeouts.ts';

const started = (atMost: number | null) => ({ stage: 'started', device: 'here', atMost }) as const;

describe('how long a backend is waited for', () => {
  it('is no longer than it takes to see that it cannot win', () => {
    const judge = new BenchmarkTimeouts(32, 400, false);
    expect(judge.begins(1000)).toEqual({ step: 'goes-on', waitMs: 4000 });
    expect(judge.reached(started(12), 1700)).toEqual({
      step: 'ended',
      result: { outcome: 'given-up', atMost: 12, afterMs: 700 },
    });
  });

  it('is long enough for a step where its matrix products leave the matter open', () => {
    const judge = new BenchmarkTimeouts(32, 400, false);
    judge.begins(0);
    expect(judge.reached(started(250), 500)).toEqual({ step: 'goes-on', waitMs: 3500 });
    expect(judge.reached(started(150), 500)).toMatchObject({ step: 'ended' });
  });

  it('is four seconds until the first step, and twelve for a GPU that could be twice as fast', () => {
    const usual = new BenchmarkTimeouts(32, 400, false);
    usual.begins(0);
    expect(usual.reached(started(700), 500)).toEqual({ step: 'goes-on', waitMs: 3500 });
    const promising = new BenchmarkTimeouts(32, 400, false);
    promising.begins(0);
    expect(promising.reached(started(900), 500)).toEqual({ step: 'goes-on', waitMs: 11_500 });
    expect(promising.reached({ stage: 'checked' }, 11_000)).toEqual({ step: 'goes-on', waitMs: 1000 });
  });

  it('is ten seconds for the first backend, which the others are compared with', () => {
    const first = new BenchmarkTimeouts(32, null, true);
    expect(first.begins(0)).toEqual({ step: 'goes-on', waitMs: 10_000 });
    expect(first.reached(started(null), 500)).toEqual({ step: 'goes-on', waitMs: 9500 });
    const next = new BenchmarkTimeouts(32, null, false);
    expect(next.begins(0)).toEqual({ step: 'goes-on', waitMs: 4000 });
    expect(next.reached(started(null), 500)).toEqual({ step: 'goes-on', waitMs: 3500 });
  });

  it('is three steps of the fastest backend for a step, and the step that did not come bounds the rate', () => {
    const judge = new BenchmarkTimeouts(32, 8, false);
    judge.begins(0);
    judge.reached(started(100), 500);
    expect(judge.reached({ stage: 'warm' }, 3000)).toEqual({ step: 'goes-on', waitMs: 12_000 });
    expect(judge.timedOut(15_000)).toEqual({
      step: 'ended',
      result: { outcome: 'given-up', atMost: 32 / 12, afterMs: 15_000 },
    });
  });

  it('says nothing about the rate of a backend that never started', () => {
    const judge = new BenchmarkTimeouts(32, null, false);
    judge.begins(0);
    expect(judge.timedOut(4000)).toMatchObject({ result: { outcome: 'given-up', atMost: null } });
  });

  it('ends with the measured rate', () => {
    const judge = new BenchmarkTimeouts(32, null, true);
    judge.begins(0);
    judge.reached(started(900), 300);
    judge.reached({ stage: 'warm' }, 500);
    expect(judge.reached({ stage: 'measured', scansPerSecond: 410, threads: null, last: true }, 900)).toEqual({
      step: 'ended',
      result: { outcome: 'measured', scansPerSecond: 410 },
    });
  });

  it('ends with the number of threads that is the fastest, and with what is known where another takes too long', () => {
    const withThreads = (threads: number, scansPerSecond: number, last = false) =>
      ({ stage: 'measured', scansPerSecond, threads, last }) as const;
    const judgeOfWasm = () => {
      const judge = new BenchmarkTimeouts(32, null, true);
      judge.begins(0);
      judge.reached({ stage: 'warm' }, 500);
      expect(judge.reached(withThreads(4, 300), 900)).toEqual({ step: 'goes-on', waitMs: 3000 });
      judge.reached(withThreads(2, 410), 1300);
      return judge;
    };
    const result = { outcome: 'measured', scansPerSecond: 410, threads: 2 } as const;
    expect(judgeOfWasm().reached(withThreads(1, 420, true), 1700)).toEqual({ step: 'ended', result });
    expect(judgeOfWasm().reached(withThreads(1, 220, true), 1700)).toEqual({ step: 'ended', result });
    expect(judgeOfWasm().timedOut(4300)).toEqual({ step: 'ended', result });
  });
});
