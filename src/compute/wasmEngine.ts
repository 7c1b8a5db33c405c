import { env } from '@tensorflow/tfjs';
import { getThreadsCount, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { addTrainingKernels } from './kernels/trainingKernels.ts';

/** What WebAssembly can do here. */
export type WasmSupport = { readonly available: boolean; readonly simd: boolean; readonly threads: boolean };

export async function wasmSupport(): Promise<WasmSupport> {
  if (typeof WebAssembly !== 'object') return { available: false, simd: false, threads: false };
  const simd = Boolean(await env().getAsync('WASM_HAS_SIMD_SUPPORT'));
  const shared = globalThis.crossOriginIsolated === true && typeof SharedArrayBuffer === 'function';
  return { available: true, simd, threads: simd && shared && threadsFor(navigator.hardwareConcurrency) > 1 };
}

/** tfjs takes at most 4 threads; beyond the real cores they only wait for each other. */
export function threadsFor(cores: number | undefined): number {
  return Math.min(4, Math.max(1, cores ?? 1));
}

/** Tells tfjs where its binaries are and which to take. Must run before the WASM backend starts. */
export function prepareWasm(support: WasmSupport): void {
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', support.threads);
  if (support.threads) setThreadsCount(threadsFor(navigator.hardwareConcurrency));
  addTrainingKernels();
}

/** 'SIMD, 2 threads'. `threads` null: not started yet. */
export function wasmDevice(support: WasmSupport, started: boolean): string {
  const threads = started ? getThreadsCount() : support.threads ? threadsFor(navigator.hardwareConcurrency) : 1;
  return `${support.simd ? 'SIMD' : 'no SIMD'}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`;
}
