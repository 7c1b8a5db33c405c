/** A value with its 95 % confidence interval, all in the unit of the value. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number };
