import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** What was done, in order. */
let done: string[] = [];

/** A browser whose WebAssembly has relaxed SIMD, or not, and whose canvas says what is drawn. */
function browser({ relaxed }: { relaxed: boolean }) {
  vi.spyOn(WebAssembly, 'validate').mockReturnValue(relaxed);
  vi.stubGlobal(
    'OffscreenCanvas',
    class {
      getContext() {
        return { fillStyle: '', fillRect: () => void done.push('drawn') };
      }
    },
  );
}

beforeEach(() => {
  done = [];
  vi.resetModules();
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** Two jobs of the training kernels. */
async function runTwoJobs() {
  const { KernelRuntime } = await import('../../compute/kernels/runtime/kernelRuntime.ts');
  const memory = new WebAssembly.Memory({ initial: 1 });
  const backend = { wasm: { _malloc: () => 64, _free: () => {} } } as never;
  const kernels = { run: () => void done.push('run'), serve: () => {} };
  const machine = new KernelRuntime(backend, memory, kernels, { threads: 1, mayBlock: false });
  for (let i = 0; i < 2; i++) machine.run('addParts', { from: 0, parts: 0, length: 0, to: 0 }, 1);
}

test('where SIMD is not relaxed, as in Firefox 140, every job of the kernels starts from clean registers', async () => {
  browser({ relaxed: false });
  await runTwoJobs();
  expect(done).toEqual(['drawn', 'run', 'drawn', 'run']);
});

test('so do a thread of the kernels and the resizing of images', async () => {
  browser({ relaxed: false });
  vi.stubGlobal('self', { postMessage: () => void done.push('listening') });
  vi.spyOn(WebAssembly, 'instantiate').mockResolvedValue({
    exports: { serve: () => void done.push('serve') },
  } as never);
  await import('../../compute/kernels/runtime/threadWorker.ts');
  await (globalThis.self as unknown as { onmessage(event: object): Promise<void> }).onmessage({ data: {} });
  expect(done).toEqual(['listening', 'drawn', 'serve']);

  const { ImageWasm } = await import('../../preprocessing/imageWasm.ts');
  done = [];
  new ImageWasm().hold(new Uint8Array(4), 8192);
  expect(done).toEqual(['drawn']);
});

test('nothing is drawn where SIMD is relaxed', async () => {
  browser({ relaxed: true });
  await runTwoJobs();
  expect(done).toEqual(['run', 'run']);
});

test('without such a canvas the kernels run as they are', async () => {
  browser({ relaxed: false });
  vi.stubGlobal('OffscreenCanvas', undefined);
  await runTwoJobs();
  expect(done).toEqual(['run', 'run']);
});
