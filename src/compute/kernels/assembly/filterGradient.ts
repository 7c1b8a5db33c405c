import { copyTile } from './matrix';
import { FilterGradient, TILE_BYTES, Window } from './params';
import { addRowGradient, suitsRowGradient } from './rowGradient';
import { ACCUMULATE, columnTile6 } from './tiles';
import { pitch, strip } from './window';

/** Where the value for filter row k (of kernel height x width x channels) lies, from a window's first value. */
function place(k: i32, run: i32, rowPitch: usize): usize {
  return <usize>(k / run) * rowPitch + <usize>(k % run) * 4;
}

/** Adds what some output rows of one image give to sums[K, N], for the columns n0 to n1 - 1. */
function addRows(job: Window, x: usize, dy: usize, rows: i32, sums: usize, n0: i32, n1: i32, spare: usize): void {
  const OW = job.outWidth;
  const N = job.outChannels;
  const ld = <usize>N * 4;
  const rowPitch = pitch(job);
  const run = job.kernelWidth * job.channels;
  const across = <usize>(job.strideAcross * job.channels) * 4;
  const nextRow = <usize>job.strideDown * rowPitch - <usize>OW * across;
  const K = job.kernelHeight * run;
  if (suitsRowGradient(job.kernelHeight, run, n1 - n0)) {
    for (let r = 0; r < rows; r++) {
      const a = x + <usize>(r * job.strideDown) * rowPitch;
      const b = dy + <usize>(r * OW) * ld;
      for (let k = 0; k < K; k += 3) {
        const taps = a + place(k, run, rowPitch);
        const c = sums + <usize>k * ld;
        for (let n = n0; n < n1; n += 16) {
          addRowGradient(taps, across, b + <usize>n * 4, ld, OW, c + <usize>n * 4);
        }
      }
    }
    return;
  }
  for (let k = 0; k < K; k += 6) {
    const real = min(6, K - k);
    const a0 = x + place(k, run, rowPitch);
    const a1 = real > 1 ? x + place(k + 1, run, rowPitch) : a0;
    const a2 = real > 2 ? x + place(k + 2, run, rowPitch) : a0;
    const a3 = real > 3 ? x + place(k + 3, run, rowPitch) : a0;
    const a4 = real > 4 ? x + place(k + 4, run, rowPitch) : a0;
    const a5 = real > 5 ? x + place(k + 5, run, rowPitch) : a0;
    for (let n = n0; n < n1; n += 8) {
      const b = dy + <usize>n * 4;
      const c = sums + <usize>k * ld + <usize>n * 4;
      const columns = min(8, n1 - n);
      if (real === 6 && columns === 8) {
        columnTile6(a0, a1, a2, a3, a4, a5, across, nextRow, b, ld, rows, OW, c, ld, ACCUMULATE);
      } else {
        copyTile(c, ld, spare, 32, real, columns);
        columnTile6(a0, a1, a2, a3, a4, a5, across, nextRow, b, ld, rows, OW, spare, 32, ACCUMULATE);
        copyTile(spare, 32, c, ld, real, columns);
      }
    }
  }
}

/**
 * The filter gradient of some images, for some output channels: sums[group][K, N]. The images are cut into groups by
 * the shape alone, so that the sum's order, and every bit of it, is the same for any number of threads.
 */
export function sumFilterGradient(job: FilterGradient, task: i32, scratch: usize): void {
  const OH = job.outHeight;
  const OW = job.outWidth;
  const N = job.outChannels;
  const images = job.images;
  const groups = job.groups;
  const step = job.step;
  const width = job.columns;
  const group = task % groups;
  const n0 = (task / groups) * width;
  const n1 = min(N, n0 + width);
  const K = job.kernelHeight * job.kernelWidth * job.channels;
  const sums = job.sums + <usize>(group * K * N) * 4;
  for (let k = 0; k < K; k++) memory.fill(sums + <usize>(k * N + n0) * 4, 0, <usize>(n1 - n0) * 4);
  const last = ((group + 1) * images) / groups;
  for (let image = (group * images) / groups; image < last; image++) {
    for (let row = 0; row < OH; row += step) {
      const rows = min(step, OH - row);
      const x = strip(job, image, row, rows, scratch + TILE_BYTES);
      const dy = job.dy + <usize>((image * OH + row) * OW * N) * 4;
      addRows(job, x, dy, rows, sums, n0, n1, scratch);
    }
  }
}
