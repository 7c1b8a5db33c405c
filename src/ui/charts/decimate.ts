/** One number after another, read by place. */
export type Samples = {
  readonly length: number;
  readonly at: (index: number) => number;
};

/**
 * Places of the samples that a line drawn `buckets` pixels wide needs: the smallest and the largest of every bucket, in
 * order, so that no spike is lost. All finite places where there are at most two for each bucket.
 */
export function decimate(samples: Samples, buckets: number): number[] {
  const { length } = samples;
  const places: number[] = [];
  const perBucket = length <= 2 * buckets ? 1 : length / buckets;
  for (let start = 0; start < length; start += perBucket) {
    const first = Math.round(start);
    const end = Math.min(length, Math.round(start + perBucket));
    pushExtremes(samples, first, end, places);
  }
  return places;
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

/** The value that `share` of the samples do not exceed; NaN where there is no finite one. */
export function quantile(samples: Samples, share: number): number {
  const values = new Float64Array(samples.length);
  let used = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const value = samples.at(index);
    if (Number.isFinite(value)) values[used++] = value;
  }
  const sorted = values.subarray(0, used).sort();
  return sorted[Math.min(used - 1, Math.floor(share * used))] ?? Number.NaN;
}
