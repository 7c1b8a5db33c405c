import { LINE_CHANNELS, LINE_VALUES } from './params';
import { madd, rectify } from './simd';

/**
 * Convolution with windows of few values, as of an image's one channel. Little is multiplied and much written, so it is
 * written in order and in whole lines of the cache: three pixels of a row at a time, 16 channels each.
 */
const PIXELS: i32 = 3;

/** Whether windows of so many values, for so many output channels, are done this way. */
export function suitsLines(values: i32, outputs: i32): bool {
  return values <= LINE_VALUES && outputs % LINE_CHANNELS === 0;
}

/**
 * One row of out[width, N] (+ bias) (max 0). Windows are `runs` runs of `runLength` floats, `gap` bytes apart, and begin
 * `across` bytes apart, the first at `x`; `panels` as of `packFilter`.
 */
export function convolveLine(
  x: usize,
  across: usize,
  width: i32,
  runs: i32,
  runLength: i32,
  gap: usize,
  panels: usize,
  N: i32,
  bias: usize,
  rectified: i32,
  out: usize,
): void {
  const pixel = <usize>N * 4;
  const panel = <usize>(runs * runLength) * 32;
  for (let w = 0; w < width; w += PIXELS) {
    const real = min(PIXELS, width - w);
    const second = x + (real > 1 ? across : 0);
    const third = x + (real > 2 ? 2 * across : 0);
    let b = panels;
    for (let n: usize = 0; n < pixel; n += 64) {
      linesOfThree(
        x,
        second,
        third,
        runs,
        runLength,
        gap,
        b,
        panel,
        bias ? bias + n : 0,
        rectified,
        out + n,
        pixel,
        real,
      );
      b += 2 * panel;
    }
    x += 3 * across;
    out += 3 * pixel;
  }
}

/** 16 channels of one to three pixels, which lie `pixel` bytes apart, from two panels. */
function linesOfThree(
  p: usize,
  q: usize,
  r: usize,
  runs: i32,
  runLength: i32,
  gap: usize,
  b: usize,
  panel: usize,
  bias: usize,
  rectified: i32,
  out: usize,
  pixel: usize,
  real: i32,
): void {
  let p0 = bias ? v128.load(bias) : f32x4.splat(0);
  let p1 = bias ? v128.load(bias, 16) : p0;
  let p2 = bias ? v128.load(bias, 32) : p0;
  let p3 = bias ? v128.load(bias, 48) : p0;
  let q0 = p0;
  let q1 = p1;
  let q2 = p2;
  let q3 = p3;
  let r0 = p0;
  let r1 = p1;
  let r2 = p2;
  let r3 = p3;
  for (; runs > 0; runs--) {
    for (let k = runLength; k > 0; k--) {
      const x = v128.load32_splat(p);
      const y = v128.load32_splat(q);
      const z = v128.load32_splat(r);
      let f = v128.load(b);
      p0 = madd(x, f, p0);
      q0 = madd(y, f, q0);
      r0 = madd(z, f, r0);
      f = v128.load(b, 16);
      p1 = madd(x, f, p1);
      q1 = madd(y, f, q1);
      r1 = madd(z, f, r1);
      f = v128.load(b + panel);
      p2 = madd(x, f, p2);
      q2 = madd(y, f, q2);
      r2 = madd(z, f, r2);
      f = v128.load(b + panel, 16);
      p3 = madd(x, f, p3);
      q3 = madd(y, f, q3);
      r3 = madd(z, f, r3);
      p += 4;
      q += 4;
      r += 4;
      b += 32;
    }
    p += gap;
    q += gap;
    r += gap;
  }
  storeLine(out, p0, p1, p2, p3, rectified);
  if (real > 1) storeLine(out + pixel, q0, q1, q2, q3, rectified);
  if (real > 2) storeLine(out + 2 * pixel, r0, r1, r2, r3, rectified);
}

function storeLine(to: usize, a: v128, b: v128, c: v128, d: v128, rectified: i32): void {
  v128.store(to, rectified ? rectify(a) : a);
  v128.store(to, rectified ? rectify(b) : b, 16);
  v128.store(to, rectified ? rectify(c) : c, 32);
  v128.store(to, rectified ? rectify(d) : d, 48);
}
