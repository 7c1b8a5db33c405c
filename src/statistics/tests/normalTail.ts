/**
 * The chance that a standard normal number exceeds `z` >= 0: by the continued fraction of Laplace (Abramowitz and Stegun 26.2.14) far out, by
 * the series 26.2.11 near 0. Right to 1e-12.
 */
export function normalTail(z: number): number {
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  if (z > 3) {
    let fraction = z;
    for (let k = 60; k > 0; k--) fraction = z + k / fraction;
    return density / fraction;
  }
  let term = z;
  let sum = z;
  for (let k = 3; Math.abs(term) > 1e-17; k += 2) {
    term *= (z * z) / k;
    sum += term;
  }
  return 0.5 - density * sum;
}
