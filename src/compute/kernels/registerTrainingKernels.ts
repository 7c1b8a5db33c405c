import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { addFusedKernels } from './layers/fusedKernels.ts';
import { replaceKernels } from './replacedKernels.ts';
import type { KernelRuntime } from './runtime/kernelRuntime.ts';
import { bestSimd, type Simd, startKernelRuntime } from './runtime/startKernelRuntime.ts';

/** The kernels at work, and the threads that work beside the caller's. */
export class TrainingKernels {
  constructor(
    readonly simd: Simd,
    readonly machine: KernelRuntime,
    private readonly workers: Worker[],
  ) {}

  /** How many compute, the caller included. */
  get threads(): number {
    return 1 + this.workers.length;
  }

  /** Ends threads until `count` compute. For between two steps: no bit of a result depends on how many there are. */
  keepThreads(count: number): void {
    for (const worker of this.workers.splice(Math.max(0, count - 1))) worker.terminate();
    this.machine.alone = this.workers.length === 0;
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
  const { machine, workers } = await startKernelRuntime(backend, simd, threads);
  replaceKernels(machine);
  addFusedKernels(machine);
  return new TrainingKernels(simd, machine, workers);
}
