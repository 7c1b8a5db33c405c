/** What a field of numbers takes, in the unit that it shows. */
export type NumberLimits = {
  readonly min: number;
  readonly max: number;
  /** 'any' for free decimals. Default 1: whole numbers. */
  readonly step?: number | 'any';
};

/** Returns a sentence where the value is not allowed (NaN: nothing is entered); null where it is. */
export function numberProblem(value: number, { min, max, step = 1 }: NumberLimits): string | null {
  const isWhole = step === 1;
  if (value >= min && value <= max && (!isWhole || Number.isInteger(value))) return null;
  return `Enter a ${isWhole ? 'whole number' : 'number'} from ${min} to ${max}.`;
}

/** 0.06 x 100 -> 6 and not 6.000000000000001. */
export function scaled(value: number, scale: number): number {
  return Number((value * scale).toFixed(6));
}
