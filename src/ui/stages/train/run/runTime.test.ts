import { expect, test } from 'vitest';
import { recommendedPreset } from '../../../../model/presets.ts';
import type { BenchmarksState } from '../settings/backend/backendBenchmarks.ts';
import { draftOf } from '../settings/draft/trainingDraft.ts';
import { runSeconds, runTimeWords } from './runTime.ts';

const preset = recommendedPreset;
const { request } = draftOf(preset);
const hyperparameters = { ...request.hyperparameters, epochs: 10, patience: null };
const counts = { training: [600, 400], validation: [90, 60] };
const measured: BenchmarksState = {
  step: 'measured',
  figures: {
    trials: [
      { backend: 'wasm', device: '2 threads', result: { outcome: 'measured', scansPerSecond: 100 } },
      { backend: 'cpu', device: '1 thread', result: { outcome: 'given-up', atMost: 4, afterMs: 4000 } },
    ],
    choice: { backend: 'wasm', reason: 'The fastest here.' },
    measuredAt: '2026-01-01T00:00:00Z',
  },
};

test('a run takes its epochs times its scans over the measured rate, a validation scan costing a third', () => {
  // 10 epochs of (1000 + 150 / 3) scans at 100 scans/s
  expect(runSeconds({ hyperparameters, backend: 'auto' }, counts, measured)).toBeCloseTo(105, 6);
  expect(runTimeWords({ hyperparameters, backend: 'auto' }, counts, measured)).toBe('about 1 min 45 s');
});

test('a run that may stop early takes at most that', () => {
  const words = runTimeWords(
    { hyperparameters: { ...hyperparameters, patience: 5 }, backend: 'wasm' },
    counts,
    measured,
  );
  expect(words).toBe('at most about 1 min 45 s');
});

test('no time is made up for a backend that was not measured', () => {
  expect(runTimeWords({ hyperparameters, backend: 'cpu' }, counts, measured)).toBe('time not measured');
  expect(runTimeWords({ hyperparameters, backend: 'auto' }, counts, { step: 'unknown' })).toBe('time not measured');
  const measuring = { step: 'measuring', backend: null } as const;
  expect(runTimeWords({ hyperparameters, backend: 'auto' }, counts, measuring)).toBe('measuring the speed');
});
