import { HalvingGradient } from './params';

/** Max pooling by 2 x 2, windows side by side, as the end of a convolution; four channels at a time. */

/** What a window whose largest value was cut to 0 passes back: nothing. */
const NOWHERE: i32 = 4;

/** The largest of a window's four values, and where it lies (`place`: four bytes; 0: not asked). The first of equals. */
function storeLargest(a: v128, b: v128, c: v128, d: v128, rectified: i32, out: usize, place: usize): void {
  const upper = f32x4.pmax(a, b);
  const lower = f32x4.pmax(c, d);
  const best = f32x4.pmax(upper, lower);
  v128.store(out, best);
  if (!place) return;
  const above = v128.and(i32x4.splat(1), f32x4.gt(b, a));
  const below = v128.or(i32x4.splat(2), v128.and(i32x4.splat(1), f32x4.gt(d, c)));
  let which = v128.bitselect(below, above, f32x4.gt(lower, upper));
  if (rectified) which = v128.bitselect(which, i32x4.splat(NOWHERE), f32x4.gt(best, f32x4.splat(0)));
  const halves = i16x8.narrow_i32x4_u(which, which);
  v128.store32_lane(place, i8x16.narrow_i16x8_u(halves, halves), 0);
}

/** One row of the result from two rows of values, `upper` and `lower`, pixels `pixel` bytes apart. */
export function halveRows(
  upper: usize,
  lower: usize,
  pixel: usize,
  width: i32,
  rectified: i32,
  out: usize,
  places: usize,
): void {
  for (let w = 0; w < width; w++) {
    for (const end = upper + pixel; upper < end; upper += 16) {
      const a = v128.load(upper);
      const b = v128.load(upper + pixel);
      storeLargest(a, b, v128.load(lower), v128.load(lower + pixel), rectified, out, places);
      lower += 16;
      out += 16;
      if (places) places += 4;
    }
    upper += pixel;
    lower += pixel;
  }
}

/** One tile of four channels, 4 x 4 vectors at `tile` of which `rows` x `columns` (both even) are real. */
export function halveTile(
  tile: usize,
  rows: i32,
  columns: i32,
  rectified: i32,
  out: usize,
  pixel: usize,
  outPitch: usize,
  places: usize,
): void {
  for (let y = 0; y < rows; y += 2) {
    for (let x = 0; x < columns; x += 2) {
      const at = tile + <usize>(4 * y + x) * 16;
      const to = <usize>(y >> 1) * outPitch + <usize>(x >> 1) * pixel;
      const place = places ? places + (to >> 2) : 0;
      storeLargest(v128.load(at), v128.load(at, 16), v128.load(at, 64), v128.load(at, 80), rectified, out + to, place);
    }
  }
}

/** Some rows of dy passed back to where the largest values lay, and their sums for each channel. */
export function halvingGradient(job: HalvingGradient, task: i32): void {
  const N = job.N;
  const half = job.width >> 1;
  const pixel = <usize>N * 4;
  const pitch = <usize>job.width * pixel;
  const first = task * job.step;
  const rows = min(job.step, (job.rows >> 1) - first);
  const sums = job.sums + <usize>task * pixel;
  let dy = job.dy + <usize>(first * half) * pixel;
  let places = job.places + <usize>(first * half * N);
  let dz = job.dz + <usize>(2 * first) * pitch;
  memory.fill(sums, 0, pixel);
  for (let r = 0; r < rows; r++) {
    for (let w = 0; w < half; w++) {
      for (let n: usize = 0; n < pixel; n += 16) {
        const d = v128.load(dy);
        const bytes = i16x8.extend_low_i8x16_u(v128.load32_zero(places));
        const which = i32x4.extend_low_i16x8_u(bytes);
        const upper = v128.and(d, i32x4.eq(which, i32x4.splat(0)));
        const upperRight = v128.and(d, i32x4.eq(which, i32x4.splat(1)));
        const lower = v128.and(d, i32x4.eq(which, i32x4.splat(2)));
        const lowerRight = v128.and(d, i32x4.eq(which, i32x4.splat(3)));
        v128.store(dz, upper);
        v128.store(dz + pixel, upperRight);
        v128.store(dz + pitch, lower);
        v128.store(dz + pitch + pixel, lowerRight);
        const passed = v128.or(v128.or(upper, upperRight), v128.or(lower, lowerRight));
        v128.store(sums + n, f32x4.add(v128.load(sums + n), passed));
        dy += 16;
        places += 4;
        dz += 16;
      }
      dz += pixel;
    }
    dz += pitch;
  }
}
