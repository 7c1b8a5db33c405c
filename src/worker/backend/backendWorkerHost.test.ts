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

test('what two ask for at once is started once, and another choice after it', async () => {
  const host = new BackendWorkerHost();
  const both = await Promise.all([host.startAny(), host.start('auto'), host.startAny()]);
  expect(starts).toEqual([undefined]);
  expect(new Set(both.map(({ device }) => device)).size).toBe(1);
  await Promise.all([host.start('auto'), host.start('wasm')]);
  expect(starts).toEqual([undefined, undefined]);
  host.close();
});

test('the number of threads that is told while a backend starts counts for who asks next', async () => {
  const host = new BackendWorkerHost();
  const first = host.start('auto');
  host.prefer(preferring(2));
  const next = host.start('auto');
  expect((await first).device).toBe('SIMD, 4 threads');
  expect((await next).device).toBe('SIMD, 2 threads');
  host.close();
});

test('a start that fails is no hindrance for the next', async () => {
  const host = new BackendWorkerHost();
  const first = host.start('auto');
  const lost = expect(first).rejects.toThrow('The backend was restarted.');
  host.close();
  await lost;
  expect((await host.start('auto')).device).toBe('SIMD, 4 threads');
  host.close();
});
