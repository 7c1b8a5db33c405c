import { madd, rectify } from './simd';

/** The innermost loops: products of a few rows with 8 columns, the sums held in 12 SIMD registers. */

/** The tile starts from what `c` holds. */
export const ACCUMULATE: i32 = 1;
/** The tile ends with max(x, 0). */
export const RECTIFY: i32 = 2;

/**
 * c[6, 8] = a[6, K] * b[K, 8], starting from the 8 values at `bias` if there is one.
 * Every row of `a` is read where it lies, as `runs` runs of `runLength` floats, `runGap` bytes apart (the rows of a
 * convolution's window); `b` is a packed panel, 8 floats for each k; `ldc` is the distance of c's rows in bytes.
 */
export function tile6(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  a4: usize,
  a5: usize,
  runs: i32,
  runLength: i32,
  runGap: usize,
  b: usize,
  c: usize,
  ldc: usize,
  bias: usize,
  mode: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0);
  let c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0);
  let c51 = f32x4.splat(0);
  if (mode & ACCUMULATE) {
    let from = c;
    c00 = v128.load(from);
    c01 = v128.load(from, 16);
    from += ldc;
    c10 = v128.load(from);
    c11 = v128.load(from, 16);
    from += ldc;
    c20 = v128.load(from);
    c21 = v128.load(from, 16);
    from += ldc;
    c30 = v128.load(from);
    c31 = v128.load(from, 16);
    from += ldc;
    c40 = v128.load(from);
    c41 = v128.load(from, 16);
    from += ldc;
    c50 = v128.load(from);
    c51 = v128.load(from, 16);
  } else if (bias) {
    c00 = v128.load(bias);
    c01 = v128.load(bias, 16);
    c10 = c00;
    c11 = c01;
    c20 = c00;
    c21 = c01;
    c30 = c00;
    c31 = c01;
    c40 = c00;
    c41 = c01;
    c50 = c00;
    c51 = c01;
  }
  for (; runs > 0; runs--) {
    let k = runLength;
    do {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      let a = v128.load32_splat(a0);
      c00 = madd(a, b0, c00);
      c01 = madd(a, b1, c01);
      a0 += 4;
      a = v128.load32_splat(a1);
      c10 = madd(a, b0, c10);
      c11 = madd(a, b1, c11);
      a1 += 4;
      a = v128.load32_splat(a2);
      c20 = madd(a, b0, c20);
      c21 = madd(a, b1, c21);
      a2 += 4;
      a = v128.load32_splat(a3);
      c30 = madd(a, b0, c30);
      c31 = madd(a, b1, c31);
      a3 += 4;
      a = v128.load32_splat(a4);
      c40 = madd(a, b0, c40);
      c41 = madd(a, b1, c41);
      a4 += 4;
      a = v128.load32_splat(a5);
      c50 = madd(a, b0, c50);
      c51 = madd(a, b1, c51);
      a5 += 4;
      b += 32;
    } while (--k);
    a0 += runGap;
    a1 += runGap;
    a2 += runGap;
    a3 += runGap;
    a4 += runGap;
    a5 += runGap;
  }
  if (mode & RECTIFY) {
    c00 = rectify(c00);
    c01 = rectify(c01);
    c10 = rectify(c10);
    c11 = rectify(c11);
    c20 = rectify(c20);
    c21 = rectify(c21);
    c30 = rectify(c30);
    c31 = rectify(c31);
    c40 = rectify(c40);
    c41 = rectify(c41);
    c50 = rectify(c50);
    c51 = rectify(c51);
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += ldc;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += ldc;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += ldc;
  v128.store(c, c30);
  v128.store(c, c31, 16);
  c += ldc;
  v128.store(c, c40);
  v128.store(c, c41, 16);
  c += ldc;
  v128.store(c, c50);
  v128.store(c, c51, 16);
}

/** The same for 5 rows, so that 32 rows (a batch) cut into 6 + 6 + 5 + 5 + 5 + 5 without waste. */
export function tile5(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  a4: usize,
  runs: i32,
  runLength: i32,
  runGap: usize,
  b: usize,
  c: usize,
  ldc: usize,
  bias: usize,
  mode: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0);
  let c41 = f32x4.splat(0);
  if (mode & ACCUMULATE) {
    let from = c;
    c00 = v128.load(from);
    c01 = v128.load(from, 16);
    from += ldc;
    c10 = v128.load(from);
    c11 = v128.load(from, 16);
    from += ldc;
    c20 = v128.load(from);
    c21 = v128.load(from, 16);
    from += ldc;
    c30 = v128.load(from);
    c31 = v128.load(from, 16);
    from += ldc;
    c40 = v128.load(from);
    c41 = v128.load(from, 16);
  } else if (bias) {
    c00 = v128.load(bias);
    c01 = v128.load(bias, 16);
    c10 = c00;
    c11 = c01;
    c20 = c00;
    c21 = c01;
    c30 = c00;
    c31 = c01;
    c40 = c00;
    c41 = c01;
  }
  for (; runs > 0; runs--) {
    let k = runLength;
    do {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      let a = v128.load32_splat(a0);
      c00 = madd(a, b0, c00);
      c01 = madd(a, b1, c01);
      a0 += 4;
      a = v128.load32_splat(a1);
      c10 = madd(a, b0, c10);
      c11 = madd(a, b1, c11);
      a1 += 4;
      a = v128.load32_splat(a2);
      c20 = madd(a, b0, c20);
      c21 = madd(a, b1, c21);
      a2 += 4;
      a = v128.load32_splat(a3);
      c30 = madd(a, b0, c30);
      c31 = madd(a, b1, c31);
      a3 += 4;
      a = v128.load32_splat(a4);
      c40 = madd(a, b0, c40);
      c41 = madd(a, b1, c41);
      a4 += 4;
      b += 32;
    } while (--k);
    a0 += runGap;
    a1 += runGap;
    a2 += runGap;
    a3 += runGap;
    a4 += runGap;
  }
  if (mode & RECTIFY) {
    c00 = rectify(c00);
    c01 = rectify(c01);
    c10 = rectify(c10);
    c11 = rectify(c11);
    c20 = rectify(c20);
    c21 = rectify(c21);
    c30 = rectify(c30);
    c31 = rectify(c31);
    c40 = rectify(c40);
    c41 = rectify(c41);
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += ldc;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += ldc;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += ldc;
  v128.store(c, c30);
  v128.store(c, c31, 16);
  c += ldc;
  v128.store(c, c40);
  v128.store(c, c41, 16);
}

/**
 * c[6, 8] = or += (mode) sum over pixels of a[pixel, 6] * b[pixel, 8]: `rows` rows of `length` pixels. The six values of `a` lie
 * anywhere and move by `stepA` bytes a pixel; the eight of `b` lie together and move by `stepB`.
 */
export function columnTile6(
  a0: usize,
  a1: usize,
  a2: usize,
  a3: usize,
  a4: usize,
  a5: usize,
  stepA: usize,
  rowGapA: usize,
  b: usize,
  stepB: usize,
  rows: i32,
  length: i32,
  c: usize,
  ldc: usize,
  mode: i32,
): void {
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0);
  let c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0);
  let c51 = f32x4.splat(0);
  if (mode & ACCUMULATE) {
    let from = c;
    c00 = v128.load(from);
    c01 = v128.load(from, 16);
    from += ldc;
    c10 = v128.load(from);
    c11 = v128.load(from, 16);
    from += ldc;
    c20 = v128.load(from);
    c21 = v128.load(from, 16);
    from += ldc;
    c30 = v128.load(from);
    c31 = v128.load(from, 16);
    from += ldc;
    c40 = v128.load(from);
    c41 = v128.load(from, 16);
    from += ldc;
    c50 = v128.load(from);
    c51 = v128.load(from, 16);
  }
  for (; rows > 0; rows--) {
    let p = length;
    do {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      let a = v128.load32_splat(a0);
      c00 = madd(a, b0, c00);
      c01 = madd(a, b1, c01);
      a0 += stepA;
      a = v128.load32_splat(a1);
      c10 = madd(a, b0, c10);
      c11 = madd(a, b1, c11);
      a1 += stepA;
      a = v128.load32_splat(a2);
      c20 = madd(a, b0, c20);
      c21 = madd(a, b1, c21);
      a2 += stepA;
      a = v128.load32_splat(a3);
      c30 = madd(a, b0, c30);
      c31 = madd(a, b1, c31);
      a3 += stepA;
      a = v128.load32_splat(a4);
      c40 = madd(a, b0, c40);
      c41 = madd(a, b1, c41);
      a4 += stepA;
      a = v128.load32_splat(a5);
      c50 = madd(a, b0, c50);
      c51 = madd(a, b1, c51);
      a5 += stepA;
      b += stepB;
    } while (--p);
    a0 += rowGapA;
    a1 += rowGapA;
    a2 += rowGapA;
    a3 += rowGapA;
    a4 += rowGapA;
    a5 += rowGapA;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += ldc;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += ldc;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += ldc;
  v128.store(c, c30);
  v128.store(c, c31, 16);
  c += ldc;
  v128.store(c, c40);
  v128.store(c, c41, 16);
  c += ldc;
  v128.store(c, c50);
  v128.store(c, c51, 16);
}
