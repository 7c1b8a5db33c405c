import type { Values } from '../../../../../explain/operation.ts';

export type Bin = {
  /** Where it begins and ends. */
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly after: number;
};

const BINS = 40;

/** How many values lie in each part of their range, before ReLU and after; 0 is a border between two bins. */
export function bins(before: ArrayLike<number>, after: ArrayLike<number>): Bin[] {
  const [least, most] = range(before);
  const width = (most - least) / BINS || 1;
  const first = Math.floor(least / width);
  const count = Math.max(1, Math.ceil(most / width) - first);
  const placed = Array.from({ length: count }, (_, bin) => ({
    from: (first + bin) * width,
    to: (first + bin + 1) * width,
    before: 0,
    after: 0,
  }));
  const binOf = (value: number) => placed[Math.min(count - 1, Math.max(0, Math.floor(value / width) - first))];
  for (let i = 0; i < before.length; i++) {
    const [was, is] = [binOf(before[i] ?? 0), binOf(after[i] ?? 0)];
    if (was) was.before += 1;
    if (is) is.after += 1;
  }
  return placed;
}

function range(values: ArrayLike<number>): [least: number, most: number] {
  let [least, most] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    least = Math.min(least, values[i] ?? 0);
    most = Math.max(most, values[i] ?? 0);
  }
  return [least, most];
}

/** Share of values that are 0, 0..1. */
export function shareOfZeros({ values }: Pick<Values, 'values'>): number {
  return values.reduce((count, value) => count + Number(value === 0), 0) / Math.max(1, values.length);
}
