/** Values that differ more finely are told apart only roughly. */
const MOST_STEPS = 512;

/**
 * Values as whole numbers from 0 in the same order: each distinct value its own, or, where there are more than `most`, about
 * equally many scans in each of `most`. Trees compare only order, so nothing else of a value matters to them.
 */
export function quantileBins(values: Float64Array, most = MOST_STEPS): Uint16Array<ArrayBuffer> {
  const bounds = boundsOf(values, most);
  return Uint16Array.from(values, (value) => stepOf(value, bounds));
}

/** The lowest value of each step but the first, ascending. */
function boundsOf(values: Float64Array, most: number): Float64Array {
  const sorted = values.slice().sort();
  const distinct = sorted.filter((value, i) => i > 0 && value !== sorted[i - 1]);
  if (distinct.length < most) return distinct;
  // A step ends behind all values that equal its last one, or before them where no value is higher.
  const ends = Array.from({ length: most - 1 }, (_, i) => sorted[Math.ceil(((i + 1) * sorted.length) / most) - 1] ?? 0);
  return Float64Array.from(new Set(ends.map((end) => distinct[stepOf(end, distinct)] ?? distinct.at(-1) ?? 0)));
}

/** How many bounds are not above the value. */
function stepOf(value: number, bounds: Float64Array): number {
  let [low, high] = [0, bounds.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}
