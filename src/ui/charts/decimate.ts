/** One number after another, read by place. */
export type Samples = {
  readonly length: number;
  readonly at: (index: number) => number;
};

/** Buckets that are full, and the extremes of each. */
type Cached = { readonly size: number; done: number; lastValue: number; readonly places: number[] };

/**
 * Places of the samples that a line drawn `buckets` pixels wide needs: the smallest and the largest of every bucket, in
 * order, so that no spike is lost. All finite places where there are at most two for each bucket.
 *
 * A bucket holds a power of two, so it stays as it is while samples are added: each call looks only at the new ones.
 */
export function createDecimator(): (samples: Samples, buckets: number) => number[] {
  let cached: Cached = { size: 0, done: 0, lastValue: Number.NaN, places: [] };
  return (samples, buckets) => {
    const size = bucketSize(samples.length, buckets);
    if (size !== cached.size || !continues(cached, samples))
      cached = { size, done: 0, lastValue: Number.NaN, places: [] };
    for (; cached.done + size <= samples.length; cached.done += size) {
      pushExtremes(samples, cached.done, cached.done + size, cached.places);
    }
    cached.lastValue = samples.at(cached.done - 1);
    const places = [...cached.places];
    pushExtremes(samples, cached.done, samples.length, places);
    return places;
  };
}

function bucketSize(length: number, buckets: number): number {
  return length <= 2 * buckets ? 1 : 2 ** Math.ceil(Math.log2(length / buckets));
}

/** False where training went back to a checkpoint: its later samples are other ones. */
function continues({ done, lastValue }: Cached, samples: Samples): boolean {
  return done === 0 || (done <= samples.length && Object.is(samples.at(done - 1), lastValue));
}

function pushExtremes(samples: Samples, first: number, end: number, places: number[]): void {
  let smallest = -1;
  let largest = -1;
  for (let index = first; index < end; index += 1) {
    const value = samples.at(index);
    if (!Number.isFinite(value)) continue;
    if (smallest < 0 || value < samples.at(smallest)) smallest = index;
    if (largest < 0 || value > samples.at(largest)) largest = index;
  }
  if (smallest < 0) return;
  places.push(Math.min(smallest, largest));
  if (smallest !== largest) places.push(Math.max(smallest, largest));
}

const ENOUGH = 1024;

/** The value that `share` of the samples do not exceed, from at most 1024 of them, evenly spaced; NaN where none is finite. */
export function quantile(samples: Samples, share: number): number {
  const step = bucketSize(samples.length, ENOUGH);
  const values = new Float64Array(Math.ceil(samples.length / step));
  let used = 0;
  for (let index = 0; index < samples.length; index += step) {
    const value = samples.at(index);
    if (Number.isFinite(value)) values[used++] = value;
  }
  const sorted = values.subarray(0, used).sort();
  return sorted[Math.min(used - 1, Math.floor(share * used))] ?? Number.NaN;
}
