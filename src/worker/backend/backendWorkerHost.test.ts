import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BackendInfo, BackendPreference } from '../../compute/backends.ts';
import { serve } from '../rpc/serve.ts';
import { BackendWorkerHost } from './backendWorkerHost.ts';
import type { ComputeBackend } from './computeBackend.ts';

/** What the backends were started with, in order; each says that it takes as many threads as it is told, or four. */
let starts: (number | undefined)[] = [];

beforeEach(() => {
  starts = [];
  vi.stubGlobal('location', { href: 'https://axial.example/assets/jobs.js', origin: 'https://axial.example' });
  vi.stubGlobal('Worker', function startWorker() {
    const { port1, port2 } = new MessageChannel();
    const backend: Partial<ComputeBackend> = {
      lost: () => new Promise(() => {}),
      start: async (_choice, preferred): Promise<BackendInfo> => {
        starts.push(preferred?.wasmThreads);
        return { backend: 'wasm', device: `SIMD, ${preferred?.wasmThreads ?? 4} threads`, reason: '' };
      },
    };
    serve(backend, port2);
    port1.start();
    return Object.assign(port1, { terminate: () => port1.close() });
  });
});
afterEach(() => vi.unstubAllGlobals());

const preferring = (wasmThreads: number): BackendPreference => ({ backend: 'wasm', reason: 'measured', wasmThreads });

test.each(['auto', 'wasm'] as const)(
  '%s starts WASM anew where another number of threads is faster',
  async (choice) => {
    const host = new BackendWorkerHost();
    expect((await host.start(choice)).device).toBe('SIMD, 4 threads');
    host.prefer(preferring(2));
    expect((await host.start(choice)).device).toBe('SIMD, 2 threads');
    host.prefer(preferring(2));
    await host.start(choice);
    expect(starts).toEqual([undefined, 2]);
    host.close();
  },
);

test('WASM that runs on as many threads as are the fastest stays', async () => {
  const host = new BackendWorkerHost();
  await host.start('auto');
  host.prefer(preferring(4));
  expect((await host.start('auto')).reason).toBe('measured');
  expect(starts).toEqual([undefined]);
  host.close();
});
