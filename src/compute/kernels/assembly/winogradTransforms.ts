import { rectify } from './simd';

/** Winograd's transforms of one tile, for every channel; the 16 parts of a result lie `each` bytes apart. */

/** G g G' of four columns, whose values lie `apart`; taps lie `tap` bytes apart, results `each`. */
export function transformFilter(from: usize, tap: usize, apart: usize, to: usize, each: usize): void {
  const half = f32x4.splat(0.5);
  for (let column = 0; column < 3; column++) {
    // The three columns of G g stand for a moment where three of the four of G g G' belong.
    const at = to + <usize>column * each;
    const g0 = gather(from, apart);
    const g1 = f32x4.mul(half, gather(from + 3 * tap, apart));
    const g2 = gather(from + 6 * tap, apart);
    const ends = f32x4.mul(half, f32x4.add(g0, g2));
    v128.store(at, g0);
    v128.store(at + 4 * each, f32x4.add(ends, g1));
    v128.store(at + 8 * each, f32x4.sub(ends, g1));
    v128.store(at + 12 * each, g2);
    from += tap;
  }
  for (let row = 0; row < 4; row++) {
    const g0 = v128.load(to);
    const g1 = f32x4.mul(half, v128.load(to + each));
    const g2 = v128.load(to + 2 * each);
    const ends = f32x4.mul(half, f32x4.add(g0, g2));
    v128.store(to + each, f32x4.add(ends, g1));
    v128.store(to + 2 * each, f32x4.sub(ends, g1));
    v128.store(to + 3 * each, g2);
    to += 4 * each;
  }
}

/** Four floats, `apart` bytes from one to the next. */
function gather(from: usize, apart: usize): v128 {
  if (apart === 4) return v128.load(from);
  let values = v128.load32_zero(from);
  values = v128.load_lane<f32>(from + apart, values, 1);
  values = v128.load_lane<f32>(from + 2 * apart, values, 2);
  return v128.load_lane<f32>(from + 3 * apart, values, 3);
}

/** B' d B for every channel of one tile; results lie `each` bytes apart. */
export function transformInput(x: usize, C: i32, rowPitch: usize, to: usize, each: usize): void {
  const pixel = <usize>C * 4;
  for (let c = 0; c < C; c += 4) {
    let at = x;
    let d0 = v128.load(at);
    let d1 = v128.load(at + rowPitch);
    let d2 = v128.load(at + 2 * rowPitch);
    let d3 = v128.load(at + 3 * rowPitch);
    const t00 = f32x4.sub(d0, d2);
    const t10 = f32x4.add(d1, d2);
    const t20 = f32x4.sub(d2, d1);
    const t30 = f32x4.sub(d1, d3);
    at += pixel;
    d0 = v128.load(at);
    d1 = v128.load(at + rowPitch);
    d2 = v128.load(at + 2 * rowPitch);
    d3 = v128.load(at + 3 * rowPitch);
    const t01 = f32x4.sub(d0, d2);
    const t11 = f32x4.add(d1, d2);
    const t21 = f32x4.sub(d2, d1);
    const t31 = f32x4.sub(d1, d3);
    at += pixel;
    d0 = v128.load(at);
    d1 = v128.load(at + rowPitch);
    d2 = v128.load(at + 2 * rowPitch);
    d3 = v128.load(at + 3 * rowPitch);
    const t02 = f32x4.sub(d0, d2);
    const t12 = f32x4.add(d1, d2);
    const t22 = f32x4.sub(d2, d1);
    const t32 = f32x4.sub(d1, d3);
    at += pixel;
    d0 = v128.load(at);
    d1 = v128.load(at + rowPitch);
    d2 = v128.load(at + 2 * rowPitch);
    d3 = v128.load(at + 3 * rowPitch);
    storeFour(to, each, t00, t01, t02, f32x4.sub(d0, d2));
    storeFour(to + 4 * each, each, t10, t11, t12, f32x4.add(d1, d2));
    storeFour(to + 8 * each, each, t20, t21, t22, f32x4.sub(d2, d1));
    storeFour(to + 12 * each, each, t30, t31, t32, f32x4.sub(d1, d3));
    x += 16;
    to += 16;
  }
}

function storeFour(to: usize, each: usize, t0: v128, t1: v128, t2: v128, t3: v128): void {
  v128.store(to, f32x4.sub(t0, t2));
  v128.store(to + each, f32x4.add(t1, t2));
  v128.store(to + 2 * each, f32x4.sub(t2, t1));
  v128.store(to + 3 * each, f32x4.sub(t1, t3));
}

/** A' m A (+ bias) (max 0) for every channel of one tile; only the real of its 2 x 2 outputs are written. */
export function transformOutput(
  from: usize,
  each: usize,
  N: i32,
  bias: usize,
  rectified: i32,
  out: usize,
  outPitch: usize,
  below: bool,
  right: bool,
): void {
  const pixel = <usize>N * 4;
  for (let n = 0; n < N; n += 4) {
    let at = from + (n << 2);
    let m0 = v128.load(at);
    let m1 = v128.load(at + 4 * each);
    let m2 = v128.load(at + 8 * each);
    let m3 = v128.load(at + 12 * each);
    let upper = f32x4.add(f32x4.add(m0, m1), m2);
    let lower = f32x4.sub(f32x4.sub(m1, m2), m3);
    let y00 = upper;
    let y10 = lower;
    at += each;
    m0 = v128.load(at);
    m1 = v128.load(at + 4 * each);
    m2 = v128.load(at + 8 * each);
    m3 = v128.load(at + 12 * each);
    upper = f32x4.add(f32x4.add(m0, m1), m2);
    lower = f32x4.sub(f32x4.sub(m1, m2), m3);
    y00 = f32x4.add(y00, upper);
    y10 = f32x4.add(y10, lower);
    let y01 = upper;
    let y11 = lower;
    at += each;
    m0 = v128.load(at);
    m1 = v128.load(at + 4 * each);
    m2 = v128.load(at + 8 * each);
    m3 = v128.load(at + 12 * each);
    upper = f32x4.add(f32x4.add(m0, m1), m2);
    lower = f32x4.sub(f32x4.sub(m1, m2), m3);
    y00 = f32x4.add(y00, upper);
    y10 = f32x4.add(y10, lower);
    y01 = f32x4.sub(y01, upper);
    y11 = f32x4.sub(y11, lower);
    at += each;
    m0 = v128.load(at);
    m1 = v128.load(at + 4 * each);
    m2 = v128.load(at + 8 * each);
    m3 = v128.load(at + 12 * each);
    y01 = f32x4.sub(y01, f32x4.add(f32x4.add(m0, m1), m2));
    y11 = f32x4.sub(y11, f32x4.sub(f32x4.sub(m1, m2), m3));
    if (bias) {
      const b = v128.load(bias + (n << 2));
      y00 = f32x4.add(y00, b);
      y01 = f32x4.add(y01, b);
      y10 = f32x4.add(y10, b);
      y11 = f32x4.add(y11, b);
    }
    if (rectified) {
      y00 = rectify(y00);
      y01 = rectify(y01);
      y10 = rectify(y10);
      y11 = rectify(y11);
    }
    const to = out + (n << 2);
    v128.store(to, y00);
    if (right) v128.store(to + pixel, y01);
    if (below) {
      v128.store(to + outPitch, y10);
      if (right) v128.store(to + outPitch + pixel, y11);
    }
  }
}

/** A dout A' for every channel of one tile; outputs that are not real count as 0. */
export function transformGradient(
  dy: usize,
  N: i32,
  dyPitch: usize,
  below: bool,
  right: bool,
  to: usize,
  each: usize,
): void {
  const pixel = <usize>N * 4;
  const zero = f32x4.splat(0);
  for (let n = 0; n < N; n += 4) {
    const y00 = v128.load(dy);
    const y01 = right ? v128.load(dy + pixel) : zero;
    const y10 = below ? v128.load(dy + dyPitch) : zero;
    const y11 = below && right ? v128.load(dy + dyPitch + pixel) : zero;
    storeSpread(to, each, y00, y01);
    storeSpread(to + 4 * each, each, f32x4.add(y00, y10), f32x4.add(y01, y11));
    storeSpread(to + 8 * each, each, f32x4.sub(y00, y10), f32x4.sub(y01, y11));
    storeSpread(to + 12 * each, each, f32x4.neg(y10), f32x4.neg(y11));
    dy += 16;
    to += 16;
  }
}

function storeSpread(to: usize, each: usize, left: v128, right: v128): void {
  v128.store(to, left);
  v128.store(to + each, f32x4.add(left, right));
  v128.store(to + 2 * each, f32x4.sub(left, right));
  v128.store(to + 3 * each, f32x4.neg(right));
}

/** s0 + (s1 + s2) / 2, (s1 - s2) / 2, (s1 + s2) / 2 + s3 in place of s0, s1, s2. */
export function gatherThree(at: usize, each: usize): void {
  const half = f32x4.splat(0.5);
  const s1 = v128.load(at + each);
  const s2 = v128.load(at + 2 * each);
  const sum = f32x4.mul(half, f32x4.add(s1, s2));
  v128.store(at, f32x4.add(v128.load(at), sum));
  v128.store(at + each, f32x4.mul(half, f32x4.sub(s1, s2)));
  v128.store(at + 2 * each, f32x4.add(sum, v128.load(at + 3 * each)));
}

export function storeApart(to: usize, step: usize, values: v128): void {
  if (step === 4) {
    v128.store(to, values);
    return;
  }
  store<f32>(to, f32x4.extract_lane(values, 0));
  store<f32>(to + step, f32x4.extract_lane(values, 1));
  store<f32>(to + 2 * step, f32x4.extract_lane(values, 2));
  store<f32>(to + 3 * step, f32x4.extract_lane(values, 3));
}
