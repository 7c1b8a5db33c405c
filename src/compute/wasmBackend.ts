import {
  backend,
  env,
  findBackendFactory,
  getBackend,
  ready,
  registerBackend,
  removeBackend,
  setBackend,
} from '@tensorflow/tfjs';
import { type BackendWasm, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { wasmDevice } from './backends.ts';
import { registerTrainingKernels, type TrainingKernels } from './kernels/registerTrainingKernels.ts';
import { type Allocator, WasmHeap } from './wasmMemory.ts';

/** What WebAssembly can do here. Threads: the most that are worth a try; how many are fastest only a measurement tells. */
export type WasmSupport =
  | { readonly available: true; readonly threads: number }
  | { readonly available: false; readonly problem: string };

export async function wasmSupport(): Promise<WasmSupport> {
  if (typeof WebAssembly !== 'object')
    return { available: false, problem: 'This browser has WebAssembly switched off.' };
  if (!(await env().getAsync('WASM_HAS_SIMD_SUPPORT')))
    return {
      available: false,
      problem: 'This browser lacks SIMD in WebAssembly, which the training needs: update it.',
    };
  const wanted = canShareMemory() ? threadsFor(navigator.hardwareConcurrency) : 1;
  return { available: true, threads: wanted > 1 && (await canStartBlobWorkers()) ? wanted : 1 };
}

/** Beyond these, memory is the limit; a training step is cut into some 16 tasks at most. */
const mostThreads = 8;

function threadsFor(logicalCores: number | undefined): number {
  return Math.min(mostThreads, Math.max(1, logicalCores ?? 1));
}

let kernels: TrainingKernels | null = null;
let heap: WasmHeap | null = null;

/** The heap that tensors lie on where WASM is the backend in use. */
export function runningHeap(): WasmHeap | null {
  return getBackend() === 'wasm' ? heap : null;
}

/** The training kernels where WASM is the backend in use. */
export function runningKernels(): TrainingKernels | null {
  return getBackend() === 'wasm' ? kernels : null;
}

/**
 * Starts the WASM backend on at most so many threads; once it runs this does nothing but choose it. Throws words when it does not
 * start.
 */
export async function startWasm(support: WasmSupport, mostThreads: number | null = null): Promise<void> {
  if (!support.available) throw new Error(support.problem);
  const threads = Math.min(support.threads, mostThreads ?? support.threads);
  if (!prepared) await prepare(threads);
  const started = await within(longestStartMs, setBackend('wasm'));
  if (!started && !(threads > 1 && (await startWithoutThreads())))
    throw new Error('WASM did not start: its file could not be loaded, or this browser does not allow it.');
  await ready();
  if (!prepared) {
    const wasm = backend() as BackendWasm;
    heap = new WasmHeap(wasm.wasm as unknown as Allocator);
    kernels = await registerTrainingKernels(wasm, { threads });
  }
  prepared = true;
}

/** The same of the backend that has started, which may have taken fewer threads than were offered. */
export function startedWasmDevice(): string {
  return wasmDevice(kernels?.threads ?? 1);
}

let prepared = false;

/** Half a megabyte is loaded and compiled, and threads are started. */
const longestStartMs = 20_000;

/** As data in a script, since threads may not connect to anything, not even to their own host. */
const binaries = {
  'tfjs-backend-wasm-simd.wasm': () =>
    import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url&inline'),
  'tfjs-backend-wasm-threaded-simd.wasm': () =>
    import('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url&inline'),
};

/** Gives tfjs the one binary that it will take; it insists on an entry for each, also for the one without SIMD. */
async function provide(name: keyof typeof binaries): Promise<void> {
  const none = Object.fromEntries(['tfjs-backend-wasm.wasm', ...Object.keys(binaries)].map((each) => [each, '']));
  setWasmPaths({ ...none, [name]: (await binaries[name]()).default });
}

/** Tells tfjs which binary to take. */
async function prepare(threads: number): Promise<void> {
  await provide(threads > 1 ? 'tfjs-backend-wasm-threaded-simd.wasm' : 'tfjs-backend-wasm-simd.wasm');
  // The threaded build for its shared heap, on which our own threads work; tfjs's have nothing to do.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
  setThreadsCount(1);
}

/** tfjs waits for ever for a thread that does not come; a fresh start leaves those behind. */
async function startWithoutThreads(): Promise<boolean> {
  const factory = findBackendFactory('wasm');
  removeBackend('wasm');
  registerBackend('wasm', factory);
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await provide('tfjs-backend-wasm-simd.wasm');
  return within(longestStartMs, setBackend('wasm'));
}

/** False where `starting` fails or takes too long. */
function within(milliseconds: number, starting: Promise<boolean>): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds, false);
    starting.then(resolve, () => resolve(false)).finally(() => clearTimeout(timer));
  });
}

function canShareMemory(): boolean {
  return globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function';
}

/** Far more than a worker of one line needs to start. */
const BLOB_START_LIMIT_MS = 3000;

/**
 * True where a worker may be started from a script of our own making. tfjs's threads are such workers, and where the
 * page's policy forbids them it would wait for them for ever.
 */
function canStartBlobWorkers(): Promise<boolean> {
  return new Promise((resolve) => {
    const url = URL.createObjectURL(new Blob(['postMessage(true)'], { type: 'text/javascript' }));
    let worker: Worker | undefined;
    const settle = (answer: boolean) => {
      clearTimeout(timer);
      worker?.terminate();
      URL.revokeObjectURL(url);
      resolve(answer);
    };
    const timer = setTimeout(settle, BLOB_START_LIMIT_MS, false);
    try {
      worker = new Worker(url);
      worker.onmessage = () => settle(true);
      worker.onerror = () => settle(false);
    } catch {
      settle(false);
    }
  });
}
