/** A value with its 95 % confidence interval, all in the unit of the value. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };

/** A share in a sentence: one decimal, as in the tables, but never a certainty that is not there. */
export function percentText(share: number): string {
  const percent = (100 * share).toFixed(1);
  return percent === '100.0' && share < 1 ? 'over 99.9 %' : `${percent} %`;
}
