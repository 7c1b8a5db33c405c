/** Logarithm of the odds of a probability between 0 and 1, without its ends. */
export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** The probability of a logit. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}
