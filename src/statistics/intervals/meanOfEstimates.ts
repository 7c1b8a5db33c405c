import type { Estimate } from './estimate.ts';

/**
 * Returns the mean of independent estimates with its 95 % interval, made of their own: wide where those are, also where
 * every value is 0 or 1. The distances from value to limit are added by their squares (MOVER; Zou and
 * Donner, 'Construction of confidence limits about effect measures', Statistics in Medicine 27, 2008, 1693-1702).
 * Simulated, it covers 94 % for recalls of 0.4 to 0.95, and 89 % for three classes of 20 scans with recalls of 0.98.
 */
export function meanOfIndependent(estimates: readonly Estimate[]): Estimate {
  const value = mean(estimates.map((estimate) => estimate.value));
  const below = Math.hypot(...estimates.map((estimate) => estimate.value - estimate.low)) / estimates.length;
  const above = Math.hypot(...estimates.map((estimate) => estimate.high - estimate.value)) / estimates.length;
  return { value, low: value - below, high: value + above };
}

/**
 * Returns the mean of estimates that may depend on each other (F1 and AUC share scans between classes). The distances are
 * added as they are, which gives the mean of the limits: what MOVER gives where all rise and fall together. That is the
 * worst case, the error of a mean being at most the mean of the errors, so the interval is wider than it need be elsewhere.
 */
export function meanOfDependent(estimates: readonly Estimate[]): Estimate {
  return {
    value: mean(estimates.map(({ value }) => value)),
    low: mean(estimates.map(({ low }) => low)),
    high: mean(estimates.map(({ high }) => high)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
