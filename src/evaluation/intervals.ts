import type { Figure } from '../model/card.ts';

/** 97.5 % point of the standard normal distribution: two-sided 95 %. */
export const Z_95 = 1.959963984540054;

/**
 * A share with its 95 % score interval (Wilson, 'Probable inference, the law of succession, and statistical inference',
 * JASA 22, 1927). Unlike the textbook interval it stays inside 0..1 and has a width at 0 and 1. Null where `n` is 0.
 */
export function wilson(successes: number, n: number): Figure | null {
  if (n === 0) return null;
  const value = successes / n;
  const z2 = Z_95 * Z_95;
  const centre = (value + z2 / (2 * n)) / (1 + z2 / n);
  const half = (Z_95 / (1 + z2 / n)) * Math.sqrt((value * (1 - value)) / n + z2 / (4 * n * n));
  return {
    value,
    low: successes === 0 ? 0 : Math.max(0, centre - half),
    high: successes === n ? 1 : Math.min(1, centre + half),
  };
}

/**
 * F1 = 2 tp / (2 tp + fp + fn) with a 95 % interval. F1 is 2 s / (1 + s) of s = tp / (tp + fp + fn) (Hand, Christen and
 * Kirielle, 'F*', Machine Learning 110, 2021), and s is a binomial share of the scans that are, or are called, positive:
 * its Wilson interval, carried through the same function, is that of F1. Null where there is no such scan.
 */
export function f1Score(counts: { readonly tp: number; readonly fp: number; readonly fn: number }): Figure | null {
  const share = wilson(counts.tp, counts.tp + counts.fp + counts.fn);
  if (share === null) return null;
  const toF1 = (s: number) => (2 * s) / (1 + s);
  return { value: toF1(share.value), low: toF1(share.low), high: toF1(share.high) };
}
