import { offsetOf, rowsOf, sumsOf } from './batchNorm';
import { BatchNorm } from './params';
import { madd } from './simd';

/**
 * Batch norm, perhaps a ReLU, and max pooling by windows of 2 x 2 side by side, without the image between them: y and
 * dy have half the height and width. A task is some pairs of rows. Height and width are
 * even, N is a multiple of 4. The first of a window's largest values passes the gradient on, as in `pooling`.
 */

/** max of x * scale + shift (and 0). */
export function normalizeHalved(job: BatchNorm, task: i32): void {
  const N = job.N;
  const W = job.halvedWidth;
  const pairs = rowsOf(job, task) / (2 * W);
  const pixel = <usize>N * 4;
  const row = <usize>W * pixel;
  const scales = job.table;
  const shifts = scales + pixel;
  const least = f32x4.splat(job.rectify ? 0 : -Infinity);
  let x = job.x + offsetOf(job, task);
  let y = job.y + offsetOf(job, task) / 4;
  for (let pair = 0; pair < pairs; pair++) {
    for (let w = 0; w < W; w += 2) {
      for (let at: usize = 0; at < pixel; at += 16) {
        const scale = v128.load(scales + at);
        const shift = v128.load(shifts + at);
        const upper = f32x4.pmax(madd(v128.load(x), scale, shift), madd(v128.load(x + pixel), scale, shift));
        const below = x + row;
        const lower = f32x4.pmax(madd(v128.load(below), scale, shift), madd(v128.load(below + pixel), scale, shift));
        v128.store(y, f32x4.pmax(f32x4.pmax(upper, lower), least));
        x += 16;
        y += 16;
      }
      x += pixel;
    }
    x += row;
  }
}

/** For one task's rows: the sums of dz (dy where a window's largest value was) and of dz * (x - mean). */
export function partialHalvedGradient(job: BatchNorm, task: i32): void {
  const N = job.N;
  const W = job.halvedWidth;
  const pairs = rowsOf(job, task) / (2 * W);
  const pixel = <usize>N * 4;
  const row = <usize>W * pixel;
  const rectified = job.rectify;
  const scales = job.table;
  const shifts = scales + pixel;
  const means = job.mean;
  const sums = sumsOf(job, task);
  const moments = sums + pixel;
  let x = job.x + offsetOf(job, task);
  let y = job.y + offsetOf(job, task) / 4;
  let dy = job.dy + offsetOf(job, task) / 4;
  memory.fill(sums, 0, 2 * pixel);
  for (let pair = 0; pair < pairs; pair++) {
    for (let w = 0; w < W; w += 2) {
      for (let at: usize = 0; at < pixel; at += 16) {
        const scale = v128.load(scales + at);
        const shift = v128.load(shifts + at);
        const best = v128.load(y);
        const below = x + row;
        let dz = v128.load(dy);
        if (rectified) dz = v128.and(dz, f32x4.gt(best, f32x4.splat(0)));
        let value = v128.load(below);
        let winner = v128.bitselect(value, v128.load(below + pixel), f32x4.eq(madd(value, scale, shift), best));
        value = v128.load(x + pixel);
        winner = v128.bitselect(value, winner, f32x4.eq(madd(value, scale, shift), best));
        value = v128.load(x);
        winner = v128.bitselect(value, winner, f32x4.eq(madd(value, scale, shift), best));
        const distance = f32x4.sub(winner, v128.load(means + at));
        v128.store(sums + at, f32x4.add(v128.load(sums + at), dz));
        v128.store(moments + at, madd(dz, distance, v128.load(moments + at)));
        x += 16;
        y += 16;
        dy += 16;
      }
      x += pixel;
    }
    x += row;
  }
}

/** dx = dz * table[0] + x * table[1] + table[2]; table[3] is the shift. */
export function halvedNormGradient(job: BatchNorm, task: i32): void {
  const N = job.N;
  const W = job.halvedWidth;
  const pairs = rowsOf(job, task) / (2 * W);
  const pixel = <usize>N * 4;
  const row = <usize>W * pixel;
  const rectified = job.rectify;
  const table = job.table;
  const toDx = job.dx - job.x;
  let x = job.x + offsetOf(job, task);
  let y = job.y + offsetOf(job, task) / 4;
  let dy = job.dy + offsetOf(job, task) / 4;
  for (let pair = 0; pair < pairs; pair++) {
    for (let w = 0; w < W; w += 2) {
      for (let at = table; at < table + pixel; at += 16) {
        const scale = v128.load(at);
        const ofX = v128.load(at + pixel);
        const constant = v128.load(at + 2 * pixel);
        const shift = v128.load(at + 3 * pixel);
        const best = v128.load(y);
        const below = x + row;
        let left = v128.load(dy);
        if (rectified) left = v128.and(left, f32x4.gt(best, f32x4.splat(0)));
        let value = v128.load(x);
        let hit = f32x4.eq(madd(value, scale, shift), best);
        v128.store(x + toDx, madd(v128.and(left, hit), scale, madd(value, ofX, constant)));
        left = v128.andnot(left, hit);
        value = v128.load(x + pixel);
        hit = f32x4.eq(madd(value, scale, shift), best);
        v128.store(x + pixel + toDx, madd(v128.and(left, hit), scale, madd(value, ofX, constant)));
        left = v128.andnot(left, hit);
        value = v128.load(below);
        hit = f32x4.eq(madd(value, scale, shift), best);
        v128.store(below + toDx, madd(v128.and(left, hit), scale, madd(value, ofX, constant)));
        left = v128.andnot(left, hit);
        value = v128.load(below + pixel);
        v128.store(below + pixel + toDx, madd(left, scale, madd(value, ofX, constant)));
        x += 16;
        y += 16;
        dy += 16;
      }
      x += pixel;
    }
    x += row;
  }
}
