/**
 * The levels of the `count` words of 16 bits at `words`, as bytes at `to`: (word - low) * scale, cut off at 0 and 255, or 255 less that, and
 * rounded, halves to even. In numbers of 64 bits, as `writeLevels` of `windowing.ts`. Up to 14 bytes behind the words, and 7 behind the
 * levels, are read and written, too.
 */
export function writeLevels(
  words: usize,
  count: i32,
  isSigned: bool,
  low: f64,
  scale: f64,
  isInverted: bool,
  to: usize,
): void {
  const lows = f64x2.splat(low);
  const scales = f64x2.splat(scale);
  // 255 - x, or 0 + x
  const base = f64x2.splat(isInverted ? 255 : 0);
  const sign = f64x2.splat(isInverted ? -1 : 1);
  for (const end = to + count; to < end; words += 16, to += 8) {
    const eight = v128.load(words);
    const first = isSigned ? i32x4.extend_low_i16x8_s(eight) : i32x4.extend_low_i16x8_u(eight);
    const last = isSigned ? i32x4.extend_high_i16x8_s(eight) : i32x4.extend_high_i16x8_u(eight);
    const a = levelsOfFour(first, lows, scales, base, sign);
    const b = levelsOfFour(last, lows, scales, base, sign);
    const narrow = i16x8.narrow_i32x4_s(a, b);
    v128.store64_lane(to, i8x16.narrow_i16x8_u(narrow, narrow), 0);
  }
}

function levelsOfFour(values: v128, lows: v128, scales: v128, base: v128, sign: v128): v128 {
  const first = levelsOfTwo(f64x2.convert_low_i32x4_s(values), lows, scales, base, sign);
  const upper = i8x16.shuffle(values, values, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15);
  const last = levelsOfTwo(f64x2.convert_low_i32x4_s(upper), lows, scales, base, sign);
  return i32x4.shuffle(first, last, 0, 1, 4, 5);
}

function levelsOfTwo(values: v128, lows: v128, scales: v128, base: v128, sign: v128): v128 {
  const above = f64x2.pmax(f64x2.splat(0), f64x2.sub(values, lows));
  const level = f64x2.pmin(f64x2.splat(255), f64x2.mul(above, scales));
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.nearest(f64x2.add(base, f64x2.mul(sign, level))));
}
