import { backend, env, findBackendFactory, ready, registerBackend, removeBackend, setBackend } from '@tensorflow/tfjs';
import { type BackendWasm, getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { canStartBlobWorkers } from './blobWorkers.ts';
import { addTrainingKernels } from './kernels/trainingKernels.ts';
import { type Allocator, refuseFailedAllocations } from './wasmMemory.ts';

/** What WebAssembly can do here; threads: how many tfjs will use. */
export type WasmSupport = { readonly available: boolean; readonly simd: boolean; readonly threads: number };

export async function wasmSupport(): Promise<WasmSupport> {
  if (typeof WebAssembly !== 'object') return { available: false, simd: false, threads: 0 };
  const simd = Boolean(await env().getAsync('WASM_HAS_SIMD_SUPPORT'));
  const wanted = simd && canShareMemory() ? threadsFor(navigator.hardwareConcurrency) : 1;
  return { available: true, simd, threads: wanted > 1 && (await canStartBlobWorkers()) ? wanted : 1 };
}

/** tfjs 4.22 takes no more threads than half the logical cores, and never more than 4, whatever it is told. */
function threadsFor(logicalCores: number | undefined): number {
  return Math.min(4, Math.max(1, Math.floor((logicalCores ?? 1) / 2)));
}

/** Starts the WASM backend; once it runs this does nothing but choose it. Throws words when it does not start. */
export async function startWasm({ threads }: WasmSupport): Promise<void> {
  if (!prepared) prepare(threads);
  const started = await within(longestStartMs, setBackend('wasm'));
  if (!started && !(threads > 1 && (await startWithoutThreads())))
    throw new Error('WASM did not start: its file could not be loaded, or this browser does not allow it.');
  await ready();
  if (!prepared) refuseFailedAllocations((backend() as BackendWasm).wasm as unknown as Allocator);
  prepared = true;
}

/** 'SIMD, 2 threads' */
export function wasmDevice({ simd, threads }: WasmSupport): string {
  return `${simd ? 'SIMD' : 'no SIMD'}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}

/** The same of the backend that has started, which may have taken fewer threads than were offered. */
export function startedWasmDevice({ simd }: WasmSupport): string {
  return wasmDevice({ available: true, simd, threads: getThreadsCount() });
}

let prepared = false;

/** Half a megabyte is loaded and compiled, and threads are started. */
const longestStartMs = 20_000;

/** Tells tfjs where its binaries are and which to take. */
function prepare(threads: number): void {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  // With one thread the threaded build is only slower: it starts eight workers that have nothing to do.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', threads > 1);
  setThreadsCount(threads);
  addTrainingKernels();
}

/** tfjs waits for ever for a thread that does not come; a fresh start leaves those behind. */
async function startWithoutThreads(): Promise<boolean> {
  const factory = findBackendFactory('wasm');
  removeBackend('wasm');
  registerBackend('wasm', factory);
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
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
