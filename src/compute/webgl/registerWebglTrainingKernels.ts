import { replaceKernels } from './replacedKernels.ts';

const failures: string[] = [];
let registered = false;

/**
 * Gives tfjs's WebGL backend faster kernels for training. Once; never throws: where something fails, tfjs's own kernels
 * do the work and `webglKernelFailures` says why.
 */
export function registerWebglTrainingKernels(): void {
  if (registered) return;
  registered = true;
  try {
    replaceKernels((reason) => failures.push(reason));
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error));
  }
}

/** Why kernels of ours are not in use; empty where all are. */
export function webglKernelFailures(): readonly string[] {
  return failures;
}
