import { SIZES } from '../runtime/kernelParams.ts';
import type { KernelRuntime } from '../runtime/kernelRuntime.ts';

/** Rows are summed in at most so many parts, whatever the number of threads, so that every bit is the same. */
const PARTS = 64;

/**
 * What z + bias and a ReLU pass back, in one pass over [rows, N]: dz = dy where y > 0 (`y` 0: no ReLU, dz is not
 * written), dbias = sum of dz over rows. Addresses on the heap.
 */
export function biasGradient(
  runtime: KernelRuntime,
  { rows, N }: { rows: number; N: number },
  { dy, y, dz, dbias }: { dy: number; y: number; dz: number; dbias: number },
): void {
  const step = Math.ceil(rows / Math.min(PARTS, Math.ceil((rows * N) / SIZES.CHUNK)));
  const parts = Math.ceil(rows / step);
  const sums = runtime.scratch(0, parts * N * 4).at[0] ?? 0;
  runtime.run('biasGradient', { dy, y, dz, sums, rows, N, step }, parts);
  runtime.run('addParts', { from: sums, parts, length: N, to: dbias }, Math.ceil(N / SIZES.CHUNK));
}
