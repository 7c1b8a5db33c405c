import { describe, expect, it } from 'vitest';
import type { BackendOffer } from '../../../../../compute/backends.ts';
import type { BenchmarkReport } from '../../../../../worker/jobs/training/trainingProtocol.ts';
import { backendRows } from './backendRows.ts';

const offer = (backend: BackendOffer['backend'], fields: Partial<BackendOffer> = {}): BackendOffer => ({
  backend,
  available: true,
  device: `the ${backend} device`,
  note: '',
  recommended: false,
  ...fields,
});
const offers = [
  offer('webgl', { recommended: true }),
  offer('webgpu', { available: false, device: 'none' }),
  offer('wasm'),
  offer('cpu'),
];
const figures: BenchmarkReport = {
  trials: [
    { backend: 'wasm', device: 'SIMD, 2 threads', result: { outcome: 'measured', scansPerSecond: 410.4 } },
    { backend: 'webgl', device: 'SwiftShader (software)', result: { outcome: 'given-up', atMost: 12, afterMs: 740 } },
  ],
  choice: { backend: 'wasm', reason: '' },
  measuredAt: '2026-11-23T08:15:00.000Z',
};
const shown = (state: Parameters<typeof backendRows>[1]) =>
  backendRows(offers, state).map(({ backend, about, speed, taken }) => [backend, about, speed, taken]);

describe('the table of backends', () => {
  it('says which one goes by rule while nothing is measured', () => {
    expect(shown({ step: 'unknown' })).toEqual([
      ['webgl', 'the webgl device', 'not measured', true],
      ['wasm', 'the wasm device', 'not measured', false],
      ['cpu', 'the cpu device', 'not measured', false],
      ['webgpu', '', 'not offered here', false],
    ]);
  });

  it('shows whose turn it is', () => {
    const speeds = backendRows(offers, { step: 'measuring', backend: 'wasm' }).map(({ speed }) => speed);
    expect(speeds).toEqual(['–', 'measuring…', '–', 'not offered here']);
  });

  it('shows with how many threads WASM was the fastest, whatever the browser says of its cores', () => {
    const said = [offer('wasm', { device: 'SIMD, 4 threads' })];
    expect(backendRows(said, { step: 'unknown' })[0]?.about).toBe('SIMD, 4 threads');
    expect(backendRows(said, { step: 'measured', figures })[0]?.about).toBe('SIMD, 2 threads');
  });

  it('shows what was measured, the fastest first, and which one Auto takes', () => {
    expect(shown({ step: 'measured', figures })).toEqual([
      ['wasm', 'SIMD, 2 threads', '410 scans/s', true],
      ['webgl', 'SwiftShader (software); cancelled after 0.7 s', 'under 12 scans/s', false],
      ['cpu', 'the cpu device', 'not measured', false],
      ['webgpu', '', 'not offered here', false],
    ]);
  });

  it('says why a backend cannot be used, and what goes where none was measured', () => {
    const result = { outcome: 'unusable', reason: 'WebGL computes wrong numbers.' } as const;
    const trials = [{ backend: 'webgl', device: 'GPU', result } as const];
    const none = { ...figures, trials, choice: { backend: null, reason: '' } };
    expect(shown({ step: 'measured', figures: none })[0]).toEqual([
      'webgl',
      'WebGL computes wrong numbers.',
      'cannot be used',
      true,
    ]);
  });
});
