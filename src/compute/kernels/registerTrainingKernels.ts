import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { addFusedKernels } from './fusedKernels.ts';
import type { Machine } from './machine.ts';
import { replaceKernels } from './replacedKernels.ts';
import { bestSimd, type Simd, startMachine } from './startMachine.ts';

export type TrainingKernels = { readonly simd: Simd; readonly threads: number; readonly machine: Machine };

/**
 * Puts the training kernels on a started WASM backend, in place of tfjs's own. `threads` counts the caller; more than 1
 * only where the backend's heap is shared (the page is cross-origin isolated and tfjs's threaded build is in use).
 */
export async function registerTrainingKernels(
  backend: BackendWasm,
  { simd = bestSimd(), threads = 1 }: { simd?: Simd; threads?: number } = {},
): Promise<TrainingKernels> {
  const { machine, threads: started } = await startMachine(backend, simd, threads);
  replaceKernels(machine);
  addFusedKernels(machine);
  return { simd, threads: started, machine };
}
