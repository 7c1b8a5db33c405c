import { madd } from './simd';

/** The filter gradient of windows of few values, as of an image's one channel, where tiles of 6 values waste much. */

/** Values of a window, at most; those side by side that are done together; and the channels of dy that are. */
const MOST: i32 = 9;
const VALUES: i32 = 3;
const CHANNELS: i32 = 16;

/** Whether windows of `height` rows of `run` values, for so many output channels, cut into whole tiles. */
export function suitsRowGradient(height: i32, run: i32, outputs: i32): bool {
  return run % VALUES === 0 && height * run <= MOST && outputs % CHANNELS === 0;
}

/**
 * sums[3, 16], `ld` bytes apart, += over one row of pixels x[pixel, 3] * dy[pixel, 16]: the pixels' values of x begin
 * `across` bytes apart, those of dy `ld`.
 */
export function addRowGradient(x: usize, across: usize, dy: usize, ld: usize, pixels: i32, sums: usize): void {
  const second = sums + ld;
  const third = second + ld;
  let c00 = v128.load(sums);
  let c01 = v128.load(sums, 16);
  let c02 = v128.load(sums, 32);
  let c03 = v128.load(sums, 48);
  let c10 = v128.load(second);
  let c11 = v128.load(second, 16);
  let c12 = v128.load(second, 32);
  let c13 = v128.load(second, 48);
  let c20 = v128.load(third);
  let c21 = v128.load(third, 16);
  let c22 = v128.load(third, 32);
  let c23 = v128.load(third, 48);
  for (; pixels > 0; pixels--) {
    const a0 = v128.load32_splat(x);
    const a1 = v128.load32_splat(x, 4);
    const a2 = v128.load32_splat(x, 8);
    let b = v128.load(dy);
    c00 = madd(a0, b, c00);
    c10 = madd(a1, b, c10);
    c20 = madd(a2, b, c20);
    b = v128.load(dy, 16);
    c01 = madd(a0, b, c01);
    c11 = madd(a1, b, c11);
    c21 = madd(a2, b, c21);
    b = v128.load(dy, 32);
    c02 = madd(a0, b, c02);
    c12 = madd(a1, b, c12);
    c22 = madd(a2, b, c22);
    b = v128.load(dy, 48);
    c03 = madd(a0, b, c03);
    c13 = madd(a1, b, c13);
    c23 = madd(a2, b, c23);
    x += across;
    dy += ld;
  }
  v128.store(sums, c00);
  v128.store(sums, c01, 16);
  v128.store(sums, c02, 32);
  v128.store(sums, c03, 48);
  v128.store(second, c10);
  v128.store(second, c11, 16);
  v128.store(second, c12, 32);
  v128.store(second, c13, 48);
  v128.store(third, c20);
  v128.store(third, c21, 16);
  v128.store(third, c22, 32);
  v128.store(third, c23, 48);
}
