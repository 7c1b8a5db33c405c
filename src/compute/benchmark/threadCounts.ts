/** A training step with this many threads of WASM. */
export type ThreadsTried = { readonly threads: number; readonly stepMs: number };

/** So much slower than the best, fewer threads still are not worth a try. */
const clearlySlower = 1.25;
/** Longer steps are not repeated: what threads cost beyond the cores is little where tasks are long. */
const longestStepMs = 700;

/**
 * How many threads to try next, fewer than the last; null where no other number is worth its time. What a browser says of its
 * cores is but the number that is tried first: private windows and browsers that resist fingerprinting say 4 on 2 cores.
 */
export function fewerThreads(tried: readonly ThreadsTried[]): number | null {
  const last = tried.at(-1);
  if (!last || last.threads <= 1 || last.stepMs > longestStepMs) return null;
  const bestMs = Math.min(...tried.map(({ stepMs }) => stepMs));
  if (last.stepMs > clearlySlower * bestMs) return null;
  return 2 ** Math.floor(Math.log2(last.threads - 1));
}
