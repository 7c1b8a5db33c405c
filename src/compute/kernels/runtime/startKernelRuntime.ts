import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { hasRelaxedSimd } from '../../../decoding/wasm/vectorState.ts';
import { type KernelExports, KernelRuntime } from './kernelRuntime.ts';

const variants = {
  'relaxed-shared': () => import('virtual:training-kernels/relaxed-shared'),
  'relaxed-own': () => import('virtual:training-kernels/relaxed-own'),
  'plain-shared': () => import('virtual:training-kernels/plain-shared'),
  'plain-own': () => import('virtual:training-kernels/plain-own'),
} as const;

export type Simd = 'relaxed' | 'plain';

export function bestSimd(): Simd {
  return hasRelaxedSimd() ? 'relaxed' : 'plain';
}

/**
 * Compiles the kernels, puts them on the backend's heap and starts `threads` - 1 workers where the heap is shared.
 * The workers of the result are those that compute: one that the page's policy forbids is missing there.
 */
export async function startKernelRuntime(
  backend: BackendWasm,
  simd: Simd,
  threads: number,
): Promise<{ machine: KernelRuntime; workers: Worker[] }> {
  const memory = memoryOf(backend);
  const shared = isShared(memory);
  const { default: binary } = await variants[`${simd}-${shared ? 'shared' : 'own'}`]();
  const module = await WebAssembly.compile(binary);
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const kernels = instance.exports as unknown as KernelExports;
  const mayBlock = typeof window === 'undefined';
  const machine = new KernelRuntime(backend, memory, kernels, { threads: shared ? threads : 1, mayBlock });
  const starting = Array.from({ length: machine.threads - 1 }, (_, i) => startThread(module, machine, i + 1));
  const workers = (await Promise.allSettled(starting)).flatMap((end) =>
    end.status === 'fulfilled' ? [end.value] : [],
  );
  return { machine, workers };
}

/** Resolves when the thread listens for jobs. */
function startThread(module: WebAssembly.Module, machine: KernelRuntime, thread: number): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./threadWorker.ts', import.meta.url), {
      type: 'module',
      name: `kernels ${thread}`,
    });
    worker.onmessage = () => resolve(worker);
    worker.onerror = (event) => reject(new Error(`A thread of the WASM backend did not start: ${event.message}`));
    worker.postMessage({ module, memory: machine.memory, control: machine.control, thread });
  });
}

/** tfjs's threaded build calls it wasmMemory, the other one keeps it among its exports. */
function memoryOf(backend: BackendWasm): WebAssembly.Memory {
  const wasm = backend.wasm as unknown as { wasmMemory?: unknown; asm?: { memory?: unknown } };
  for (const memory of [wasm.wasmMemory, wasm.asm?.memory]) if (memory instanceof WebAssembly.Memory) return memory;
  throw new Error("The memory of tfjs's WASM backend was not found: this version of tfjs is not the one tested.");
}

function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer === 'function' && memory.buffer instanceof SharedArrayBuffer;
}
