/**
 * The geometry of a convolution over x[batch, height, width, channels], as its job gives it (parameters 1 to 15):
 * 1 x, 2 height, 3 width, 4 channels, 5 rows and 6 columns of zeros before x, 7 and 8 dilation of x (x is read as if
 * dilation - 1 zeros stood between its pixels: this turns the input gradient of a strided convolution into a
 * convolution), 9 output height, 10 output width, 11 output channels, 12 kernel height, 13 kernel width,
 * 14 stride down, 15 stride across.
 */
export function inputChannels(job: usize): i32 {
  return load<i32>(job, 16);
}
export function outputHeight(job: usize): i32 {
  return load<i32>(job, 36);
}
export function outputWidth(job: usize): i32 {
  return load<i32>(job, 40);
}
export function outputChannels(job: usize): i32 {
  return load<i32>(job, 44);
}
export function kernelHeight(job: usize): i32 {
  return load<i32>(job, 48);
}
export function kernelWidth(job: usize): i32 {
  return load<i32>(job, 52);
}
export function strideDown(job: usize): i32 {
  return load<i32>(job, 56);
}
export function strideAcross(job: usize): i32 {
  return load<i32>(job, 60);
}

/** Columns of x, with its zeros, that one row of windows covers. */
function coveredWidth(job: usize): i32 {
  return (outputWidth(job) - 1) * strideAcross(job) + kernelWidth(job);
}

/** No window touches a zero around or within x, so it can be read where it lies. */
function readsInPlace(job: usize): bool {
  if (load<i32>(job, 20) !== 0 || load<i32>(job, 24) !== 0) return false;
  if (load<i32>(job, 28) !== 1 || load<i32>(job, 32) !== 1) return false;
  const coveredHeight = (outputHeight(job) - 1) * strideDown(job) + kernelHeight(job);
  return coveredHeight <= load<i32>(job, 8) && coveredWidth(job) <= load<i32>(job, 12);
}

/** Bytes between two rows of what `strip` returns. */
export function pitch(job: usize): usize {
  return <usize>((readsInPlace(job) ? load<i32>(job, 12) : coveredWidth(job)) * inputChannels(job)) * 4;
}

/** One row of x, with zeros around and between its pixels, is written to `to`. */
function spreadRow(job: usize, from: usize, to: usize): void {
  const pixel = <usize>inputChannels(job) * 4;
  const width = load<i32>(job, 12);
  const left = load<i32>(job, 24);
  const dilation = load<i32>(job, 32);
  const covered = coveredWidth(job);
  if (dilation === 1 && left >= 0) {
    const real = max(0, min(width, covered - left));
    memory.fill(to, 0, <usize>min(left, covered) * pixel);
    if (real > 0) memory.copy(to + <usize>left * pixel, from, <usize>real * pixel);
    if (covered > left + real)
      memory.fill(to + <usize>(left + real) * pixel, 0, <usize>(covered - left - real) * pixel);
    return;
  }
  memory.fill(to, 0, <usize>covered * pixel);
  for (let w = 0; w < width; w++) {
    const column = left + w * dilation;
    if (column >= 0 && column < covered) memory.copy(to + <usize>column * pixel, from + <usize>w * pixel, pixel);
  }
}

/** The rows of x that the windows of output rows `row` to `row + rows - 1` cover; copied to `spare` if need be. */
export function strip(job: usize, image: i32, row: i32, rows: i32, spare: usize): usize {
  const x = <usize>load<u32>(job, 4);
  const height = load<i32>(job, 8);
  const rowBytes = <usize>(load<i32>(job, 12) * inputChannels(job)) * 4;
  const first = row * strideDown(job);
  const from = x + <usize>image * <usize>height * rowBytes;
  if (readsInPlace(job)) return from + <usize>first * rowBytes;
  const bytes = pitch(job);
  const dilation = load<i32>(job, 28);
  const covered = (rows - 1) * strideDown(job) + kernelHeight(job);
  for (let r = 0; r < covered; r++) {
    const spread = first + r - load<i32>(job, 20);
    const real = spread / dilation;
    const to = spare + <usize>r * bytes;
    if (spread < 0 || real >= height || real * dilation !== spread) memory.fill(to, 0, bytes);
    else spreadRow(job, from + <usize>real * rowBytes, to);
  }
  return spare;
}
