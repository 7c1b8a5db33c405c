import { Window } from './params';

/** Columns of x, with its zeros, that one row of windows covers. */
function coveredWidth(job: Window): i32 {
  return (job.outWidth - 1) * job.strideAcross + job.kernelWidth;
}

/** No window touches a zero around or within x, so it can be read where it lies. */
function readsInPlace(job: Window): bool {
  if (job.padTop !== 0 || job.padLeft !== 0) return false;
  if (job.dilationDown !== 1 || job.dilationAcross !== 1) return false;
  const coveredHeight = (job.outHeight - 1) * job.strideDown + job.kernelHeight;
  return coveredHeight <= job.height && coveredWidth(job) <= job.width;
}

/** Bytes between two rows of what `strip` returns. */
export function pitch(job: Window): usize {
  return <usize>((readsInPlace(job) ? job.width : coveredWidth(job)) * job.channels) * 4;
}

/** One row of x, with zeros around and between its pixels, is written to `to`. */
function spreadRow(job: Window, from: usize, to: usize): void {
  const pixel = <usize>job.channels * 4;
  const width = job.width;
  const left = job.padLeft;
  const dilation = job.dilationAcross;
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
export function strip(job: Window, image: i32, row: i32, rows: i32, spare: usize): usize {
  const x = job.x;
  const height = job.height;
  const rowBytes = <usize>(job.width * job.channels) * 4;
  const first = row * job.strideDown;
  const from = x + <usize>image * <usize>height * rowBytes;
  if (readsInPlace(job)) return from + <usize>first * rowBytes;
  const bytes = pitch(job);
  const dilation = job.dilationDown;
  const covered = (rows - 1) * job.strideDown + job.kernelHeight;
  for (let r = 0; r < covered; r++) {
    const spread = first + r - job.padTop;
    const real = spread / dilation;
    const to = spare + <usize>r * bytes;
    if (spread < 0 || real >= height || real * dilation !== spread) memory.fill(to, 0, bytes);
    else spreadRow(job, from + <usize>real * rowBytes, to);
  }
  return spare;
}
