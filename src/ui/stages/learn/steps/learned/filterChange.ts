/** Of each filter the mean over its channels: [height, width, channels, filters] -> [height, width, filters] */
export function channelMeans(shape: readonly number[], values: Float32Array): Float32Array<ArrayBuffer> {
  const [height = 1, width = 1, channels = 1, filters = 1] = shape;
  const means = new Float32Array(height * width * filters);
  for (let i = 0; i < values.length; i++) {
    const [place, filter] = [Math.floor(i / (channels * filters)), i % filters];
    means[place * filters + filter] = (means[place * filters + filter] ?? 0) + (values[i] ?? 0) / channels;
  }
  return means;
}

export function differences(now: Float32Array, start: Float32Array): Float32Array<ArrayBuffer> {
  return now.map((value, index) => value - (start[index] ?? 0));
}

/** The filter with the largest change, from 0, and that change; the filter is the last dimension. */
export function changedMost(changes: Float32Array, filters: number): { readonly filter: number; readonly by: number } {
  let most = { filter: 0, by: 0 };
  changes.forEach((change, index) => {
    if (Math.abs(change) > most.by) most = { filter: index % filters, by: Math.abs(change) };
  });
  return most;
}
