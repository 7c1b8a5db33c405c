import { halveTile } from './halving';

/**
 * Winograd's transforms of a tile of 4 x 4 outputs from 6 x 6 inputs, four channels at a time. The polynomials' points
 * are 0, -p, p, -q, q and infinity with p = sqrt(1/2), q = sqrt(2): in single precision their errors are a quarter of
 * those of the usual 0, -1, 1, -2, 2, and hardly larger than a plain sum's.
 *
 *        | 1  0 -5/2  0   1 0 |         |    1    0    0  |         | 1   1    1   1   1  0 |
 *        | 0 -q  -2   p   1 0 |         | -2/3 -2p/3 -1/3 |         | 0   p   -p   q  -q  0 |
 *   B' = | 0  q  -2  -p   1 0 |     G = | -2/3  2p/3 -1/3 |    A' = | 0 1/2  1/2   2   2  0 |
 *        | 0 -p -1/2  q   1 0 |         |  1/6   q/6  1/3 |         | 0 p/2 -p/2  2q -2q  1 |
 *        | 0  p -1/2 -q   1 0 |         |  1/6  -q/6  1/3 |
 *        | 0  1   0 -5/2  0 1 |         |    0    0    1  |
 *
 * A transform is two passes, columns then rows, with `spare` between them. A pass reads `count` lines whose values lie
 * `step` apart and whose first values lie `next` apart; `toStep` and `toNext` are the same of what it writes (bytes).
 */
const P: f32 = <f32>Math.SQRT1_2;
const Q: f32 = <f32>Math.SQRT2;
/** Bytes of a vector and of a row of six. */
const ONE: usize = 16;
const SIX: usize = 96;
/** Where what a transform needs besides the 36 vectors begins in `spare`. */
const MORE: usize = 36 * ONE;

/** G g G' of four columns (times `scale`), whose values lie `apart`; taps lie `tap` bytes apart, results `each`. */
export function transformFilter(
  from: usize,
  tap: usize,
  apart: usize,
  scale: v128,
  to: usize,
  each: usize,
  spare: usize,
): void {
  const taps = spare + MORE;
  for (let i: usize = 0; i < 9; i++) v128.store(taps + i * ONE, f32x4.mul(gather(from + i * tap, apart), scale));
  filterPass(taps, 3 * ONE, ONE, 3, spare, SIX, ONE);
  filterPass(spare, ONE, SIX, 6, to, each, 6 * each);
}

/** G times each line. */
function filterPass(from: usize, step: usize, next: usize, count: i32, to: usize, toStep: usize, toNext: usize): void {
  for (; count > 0; count--) {
    const g0 = v128.load(from);
    const g1 = v128.load(from + step);
    const g2 = v128.load(from + 2 * step);
    const small = f32x4.add(f32x4.mul(f32x4.splat(-2.0 / 3), g0), f32x4.mul(f32x4.splat(-1.0 / 3), g2));
    const smallOdd = f32x4.mul(f32x4.splat((-2.0 / 3) * P), g1);
    const large = f32x4.add(f32x4.mul(f32x4.splat(1.0 / 6), g0), f32x4.mul(f32x4.splat(1.0 / 3), g2));
    const largeOdd = f32x4.mul(f32x4.splat(Q / 6), g1);
    let at = to;
    v128.store(at, g0);
    at += toStep;
    v128.store(at, f32x4.add(small, smallOdd));
    at += toStep;
    v128.store(at, f32x4.sub(small, smallOdd));
    at += toStep;
    v128.store(at, f32x4.add(large, largeOdd));
    at += toStep;
    v128.store(at, f32x4.sub(large, largeOdd));
    v128.store(at + toStep, g2);
    from += next;
    to += toNext;
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
export function transformInput(x: usize, C: i32, rowPitch: usize, to: usize, each: usize, spare: usize): void {
  const pixel = <usize>C * 4;
  for (const end = to + pixel; to < end; to += ONE) {
    inputPass(x, rowPitch, pixel, spare, SIX, ONE);
    inputPass(spare, ONE, SIX, to, each, 6 * each);
    x += ONE;
  }
}

/** B' times each of six lines. */
function inputPass(from: usize, step: usize, next: usize, to: usize, toStep: usize, toNext: usize): void {
  for (let line = 0; line < 6; line++) {
    let at = from;
    const d0 = v128.load(at);
    at += step;
    const d1 = v128.load(at);
    at += step;
    const d2 = v128.load(at);
    at += step;
    const d3 = v128.load(at);
    at += step;
    const d4 = v128.load(at);
    const d5 = v128.load(at + step);
    const even1 = f32x4.sub(d4, f32x4.add(d2, d2));
    const odd1 = f32x4.sub(f32x4.mul(f32x4.splat(P), d3), f32x4.mul(f32x4.splat(Q), d1));
    const even2 = f32x4.sub(d4, f32x4.mul(f32x4.splat(0.5), d2));
    const odd2 = f32x4.sub(f32x4.mul(f32x4.splat(Q), d3), f32x4.mul(f32x4.splat(P), d1));
    at = to;
    v128.store(at, f32x4.sub(f32x4.add(d0, d4), f32x4.mul(f32x4.splat(2.5), d2)));
    at += toStep;
    v128.store(at, f32x4.add(even1, odd1));
    at += toStep;
    v128.store(at, f32x4.sub(even1, odd1));
    at += toStep;
    v128.store(at, f32x4.add(even2, odd2));
    at += toStep;
    v128.store(at, f32x4.sub(even2, odd2));
    v128.store(at + toStep, f32x4.sub(f32x4.add(d1, d5), f32x4.mul(f32x4.splat(2.5), d3)));
    from += next;
    to += toNext;
  }
}

/** A' m A (+ bias) (max 0) for every channel of one tile; only the real ones of its outputs are written. */
export function transformOutput(
  from: usize,
  each: usize,
  N: i32,
  bias: usize,
  rectified: i32,
  out: usize,
  outPitch: usize,
  rows: i32,
  columns: i32,
  spare: usize,
): void {
  const pixel = <usize>N * 4;
  const least = f32x4.splat(rectified ? 0 : -Infinity);
  for (const end = from + pixel; from < end; from += ONE) {
    outputPass(from, 6 * each, each, 6, f32x4.splat(0), f32x4.splat(-Infinity), spare, SIX, ONE, 4);
    const start = bias ? v128.load(bias) : f32x4.splat(0);
    outputPass(spare, ONE, SIX, rows, start, least, out, pixel, outPitch, columns);
    if (bias) bias += ONE;
    out += ONE;
  }
}

/** The same behind max pooling by 2 x 2: rows and columns are even. `places` as of `halving.ts`. */
export function transformHalvedOutput(
  from: usize,
  each: usize,
  N: i32,
  bias: usize,
  rectified: i32,
  out: usize,
  outPitch: usize,
  rows: i32,
  columns: i32,
  places: usize,
  spare: usize,
): void {
  const pixel = <usize>N * 4;
  const tile = spare + MORE;
  const least = f32x4.splat(rectified ? 0 : -Infinity);
  for (const end = from + pixel; from < end; from += ONE) {
    outputPass(from, 6 * each, each, 6, f32x4.splat(0), f32x4.splat(-Infinity), spare, SIX, ONE, 4);
    const start = bias ? v128.load(bias) : f32x4.splat(0);
    outputPass(spare, ONE, SIX, rows, start, least, tile, ONE, 4 * ONE, columns);
    halveTile(tile, rows, columns, rectified, out, pixel, outPitch, places);
    if (bias) bias += ONE;
    if (places) places += 4;
    out += ONE;
  }
}

/** A' times each line, + start, at least `least`; the first `real` of the four values are written. */
function outputPass(
  from: usize,
  step: usize,
  next: usize,
  count: i32,
  start: v128,
  least: v128,
  to: usize,
  toStep: usize,
  toNext: usize,
  real: i32,
): void {
  for (; count > 0; count--) {
    let at = from + step;
    const m1 = v128.load(at);
    at += step;
    const m2 = v128.load(at);
    at += step;
    const m3 = v128.load(at);
    at += step;
    const m4 = v128.load(at);
    const even1 = f32x4.add(m1, m2);
    const odd1 = f32x4.mul(f32x4.splat(P), f32x4.sub(m1, m2));
    const even2 = f32x4.add(m3, m4);
    const odd2 = f32x4.mul(f32x4.splat(Q), f32x4.sub(m3, m4));
    const y0 = f32x4.add(f32x4.add(v128.load(from), even1), even2);
    v128.store(to, f32x4.pmax(f32x4.add(y0, start), least));
    if (real > 1) v128.store(to + toStep, f32x4.pmax(f32x4.add(f32x4.add(odd1, odd2), start), least));
    if (real > 2) {
      const y2 = f32x4.add(f32x4.mul(f32x4.splat(0.5), even1), f32x4.add(even2, even2));
      v128.store(to + 2 * toStep, f32x4.pmax(f32x4.add(y2, start), least));
    }
    if (real > 3) {
      const y3 = f32x4.add(f32x4.mul(f32x4.splat(0.5), odd1), f32x4.add(odd2, odd2));
      const all = f32x4.add(f32x4.add(y3, v128.load(at + step)), start);
      v128.store(to + 3 * toStep, f32x4.pmax(all, least));
    }
    from += next;
    to += toNext;
  }
}

/** A dout A' for every channel of one tile; outputs that are not real count as 0. */
export function transformGradient(
  dy: usize,
  N: i32,
  dyPitch: usize,
  rows: i32,
  columns: i32,
  to: usize,
  each: usize,
  spare: usize,
): void {
  const pixel = <usize>N * 4;
  const whole = rows === 4 && columns === 4;
  const real = spare + MORE;
  if (!whole) memory.fill(real, 0, 16 * ONE);
  for (const end = to + pixel; to < end; to += ONE) {
    if (whole) {
      gradientPass(dy, dyPitch, pixel, 4, spare, SIX, ONE);
    } else {
      copyReal(dy, dyPitch, pixel, rows, columns, real);
      gradientPass(real, 4 * ONE, ONE, 4, spare, SIX, ONE);
    }
    gradientPass(spare, ONE, SIX, 6, to, each, 6 * each);
    dy += ONE;
  }
}

function copyReal(dy: usize, dyPitch: usize, pixel: usize, rows: i32, columns: i32, to: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      v128.store(to + <usize>(4 * row + column) * ONE, v128.load(dy + <usize>column * pixel));
    }
    dy += dyPitch;
  }
}

/** A times each line. */
function gradientPass(
  from: usize,
  step: usize,
  next: usize,
  count: i32,
  to: usize,
  toStep: usize,
  toNext: usize,
): void {
  for (; count > 0; count--) {
    const y0 = v128.load(from);
    const y1 = v128.load(from + step);
    const y2 = v128.load(from + 2 * step);
    const y3 = v128.load(from + 3 * step);
    const even1 = f32x4.add(y0, f32x4.mul(f32x4.splat(0.5), y2));
    const odd1 = f32x4.mul(f32x4.splat(P), f32x4.add(y1, f32x4.mul(f32x4.splat(0.5), y3)));
    const even2 = f32x4.add(y0, f32x4.add(y2, y2));
    const odd2 = f32x4.mul(f32x4.splat(Q), f32x4.add(y1, f32x4.add(y3, y3)));
    let at = to;
    v128.store(at, y0);
    at += toStep;
    v128.store(at, f32x4.add(even1, odd1));
    at += toStep;
    v128.store(at, f32x4.sub(even1, odd1));
    at += toStep;
    v128.store(at, f32x4.add(even2, odd2));
    at += toStep;
    v128.store(at, f32x4.sub(even2, odd2));
    v128.store(at + toStep, y3);
    from += next;
    to += toNext;
  }
}

/** G' S G of four columns of S, whose 36 parts lie `each` apart: the nine taps, one after the other, at what it returns. */
export function gatherTaps(from: usize, each: usize, spare: usize): usize {
  tapPass(from, 6 * each, each, 6, spare, SIX, ONE);
  tapPass(spare, ONE, SIX, 3, spare + MORE, ONE, 3 * ONE);
  return spare + MORE;
}

/** G' times each line. */
function tapPass(from: usize, step: usize, next: usize, count: i32, to: usize, toStep: usize, toNext: usize): void {
  for (; count > 0; count--) {
    const s1 = v128.load(from + step);
    const s2 = v128.load(from + 2 * step);
    const s3 = v128.load(from + 3 * step);
    const s4 = v128.load(from + 4 * step);
    const even1 = f32x4.add(s1, s2);
    const even2 = f32x4.add(s3, s4);
    const large = f32x4.mul(f32x4.splat(1.0 / 6), even2);
    const odd1 = f32x4.mul(f32x4.splat((-2.0 / 3) * P), f32x4.sub(s1, s2));
    const odd2 = f32x4.mul(f32x4.splat(Q / 6), f32x4.sub(s3, s4));
    const ends = f32x4.sub(large, f32x4.mul(f32x4.splat(2.0 / 3), even1));
    const last = f32x4.sub(f32x4.mul(f32x4.splat(1.0 / 3), even2), f32x4.mul(f32x4.splat(1.0 / 3), even1));
    v128.store(to, f32x4.add(v128.load(from), ends));
    v128.store(to + toStep, f32x4.add(odd1, odd2));
    v128.store(to + 2 * toStep, f32x4.add(last, v128.load(from + 5 * step)));
    from += next;
    to += toNext;
  }
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
