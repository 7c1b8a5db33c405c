/**
 * McNemar's exact test (McNemar, Psychometrika 12, 1947; binomial): how likely it is by chance, two-sided, that of the scans which only one
 * of two networks gets right so many fall to one. 1 where there is none.
 *
 * @param onlyA scans that only the first gets right
 * @param onlyB scans that only the second gets right
 */
export function mcnemarExact(onlyA: number, onlyB: number): number {
  const n = onlyA + onlyB;
  let logChoose = 0; // of n over k
  let tail = 0;
  for (let k = 0; k <= Math.min(onlyA, onlyB); k++) {
    if (k > 0) logChoose += Math.log((n - k + 1) / k);
    tail += Math.exp(logChoose - n * Math.LN2);
  }
  return Math.min(1, 2 * tail);
}
