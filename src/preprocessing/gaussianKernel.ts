/** [2 * radius + 1]: a normal distribution around the middle; the weights sum to 1. Usually up to three deviations. */
export function gaussianKernel(deviation: number, radius = Math.round(3 * deviation)): Float64Array {
  const side = Float64Array.from({ length: radius + 1 }, (_, i) => Math.exp(-(i * i) / (2 * deviation * deviation)));
  const sum = side.reduce((total, weight, i) => total + (i === 0 ? weight : 2 * weight), 0);
  return Float64Array.from({ length: 2 * radius + 1 }, (_, i) => (side[Math.abs(i - radius)] ?? 0) / sum);
}

/** Where place `index` of a line of `length` is that goes on as its mirror image: ... 1 0 | 0 1 2 ... n-1 | n-1 n-2 ... */
export function mirrored(index: number, length: number): number {
  const around = ((index % (2 * length)) + 2 * length) % (2 * length);
  return around < length ? around : 2 * length - 1 - around;
}
