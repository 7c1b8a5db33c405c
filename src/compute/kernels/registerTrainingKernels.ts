import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { hasRelaxedSimd } from '../../decoding/wasm/vectorState.ts';
import { addFusedKernels } from './layers/fusedKernels.ts';
import { replaceKernels } from './replacedKernels.ts';
import { type KernelExports, KernelRuntime } from './runtime/kernelRuntime.ts';

/** The kernels at work, and the threads that work beside the caller's. */
export class TrainingKernels {
  constructor(
    readonly simd: Simd,
    readonly runtime: KernelRuntime,
    private readonly workers: Worker[],
  ) {}

  /** How many compute, the caller included. */
  get threads(): number {
    return 1 + this.workers.length;
  }

  /** Ends threads until `count` compute. For between two steps: no bit of a result depends on how many there are. */
  keepThreads(count: number): void {
    for (const worker of this.workers.splice(Math.max(0, count - 1))) worker.terminate();
    this.runtime.alone = this.workers.length === 0;
  }
}

/**
 * Puts the training kernels on a started WASM backend, in place of tfjs's own. `threads` counts the caller; more than 1
 * only where the backend's heap is shared (the page is cross-origin isolated and tfjs's threaded build is in use).
 */
export async function registerTrainingKernels(
  backend: BackendWasm,
  { simd = bestSimd(), threads = 1 }: { simd?: Simd; threads?: number } = {},
): Promise<TrainingKernels> {
  const { runtime, workers } = await startKernelRuntime(backend, simd, threads);
  replaceKernels(runtime);
  addFusedKernels(runtime);
  return new TrainingKernels(simd, runtime, workers);
}

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
async function startKernelRuntime(
  backend: BackendWasm,
  simd: Simd,
  threads: number,
): Promise<{ runtime: KernelRuntime; workers: Worker[] }> {
  const memory = memoryOf(backend);
  const shared = isShared(memory);
  const { default: binary } = await variants[`${simd}-${shared ? 'shared' : 'own'}`]();
  const module = await WebAssembly.compile(binary);
  const instance = await WebAssembly.instantiate(module, { env: { memory } });
  const kernels = instance.exports as unknown as KernelExports;
  const mayBlock = typeof window === 'undefined';
  const runtime = new KernelRuntime(backend, memory, kernels, { threads: shared ? threads : 1, mayBlock });
  const starting = Array.from({ length: runtime.threads - 1 }, (_, i) => startThread(module, runtime, i + 1));
  const workers = (await Promise.allSettled(starting)).flatMap((end) =>
    end.status === 'fulfilled' ? [end.value] : [],
  );
  return { runtime, workers };
}

/** Resolves when the thread listens for jobs. */
function startThread(module: WebAssembly.Module, runtime: KernelRuntime, thread: number): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./runtime/threadWorker.ts', import.meta.url), {
      type: 'module',
      name: `kernels ${thread}`,
    });
    worker.onmessage = () => resolve(worker);
    worker.onerror = (event) => reject(new Error(`A thread of the WASM backend did not start: ${event.message}`));
    worker.postMessage({ module, memory: runtime.memory, control: runtime.control, thread });
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
