import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl';
import { addFusedKernels } from './fusedKernels.ts';
import { replaceKernels } from './replacedKernels.ts';
import { tryTraining } from './trial.ts';
import { runningWebGL } from './webglBackend.ts';

const failures: string[] = [];
let registered = false;
let fused = false;

/**
 * Gives the started WebGL backend of tfjs faster kernels for training. Once; never throws: where a driver cannot run
 * some, tfjs's own do the work and `webglKernelFailures` says why.
 */
export function registerWebglTrainingKernels(): void {
  const backend = runningWebGL();
  if (registered || !backend) return;
  registered = true;
  try {
    tryTraining(backend);
    replaceKernels((reason) => failures.push(reason));
    addFusedKernels();
    fused = true;
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  }
}

/** The backend where it is in use and has the fused kernels (layers and optimizer); else tfjs's own do the work. */
export function webglTraining(): MathBackendWebGL | null {
  return fused ? runningWebGL() : null;
}

/** Why kernels of ours are not in use; empty where all are. */
export function webglKernelFailures(): readonly string[] {
  return failures;
}
