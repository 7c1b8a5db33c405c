import { backend, env, ready, setBackend } from '@tensorflow/tfjs';
import { type BackendWasm, setThreadsCount, setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { registerTrainingKernels, type Simd, type TrainingKernels } from './registerTrainingKernels.ts';

/** For tests: starts tfjs's WASM backend (with a shared heap if the page is isolated) and puts the kernels on it. */
export async function startKernels(options: { simd?: Simd; threads?: number } = {}): Promise<TrainingKernels> {
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', globalThis.crossOriginIsolated);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': simdUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedUrl,
  });
  setThreadsCount(1);
  await setBackend('wasm');
  await ready();
  return registerTrainingKernels(backend() as BackendWasm, { threads: 2, ...options });
}
