/** Steps of 16 pixels: after more, sums of 16 bits could overflow (each step adds up to 1020). */
const STEPS: i32 = 64;

/**
 * Of the [height, width] bytes at `pixels`, as three f64 at `sums`: the levels, their squares, and how much each pixel differs
 * from its right and its lower neighbour.
 */
export function factSums(pixels: usize, width: i32, height: i32, sums: usize): void {
  const end = pixels + width * height;
  const lastRow = end - width;
  let levels: i64 = 0;
  let squares: i64 = 0;
  let differences: i64 = 0;
  let at = pixels;
  while (at + 16 <= lastRow) {
    let levels16 = i16x8.splat(0);
    let squares32 = i32x4.splat(0);
    let differences16 = i16x8.splat(0);
    for (let i = min(<i32>(lastRow - at) >> 4, STEPS); i > 0; i--, at += 16) {
      const here = v128.load(at);
      const low = i16x8.extend_low_i8x16_u(here);
      const high = i16x8.extend_high_i8x16_u(here);
      levels16 = i16x8.add(levels16, i16x8.add(low, high));
      squares32 = i32x4.add(squares32, i32x4.add(i32x4.dot_i16x8_s(low, low), i32x4.dot_i16x8_s(high, high)));
      differences16 = i16x8.add(differences16, differencesOf(here, v128.load(at, 1)));
      differences16 = i16x8.add(differences16, differencesOf(here, v128.load(at + width)));
    }
    levels += lanesOf(i32x4.extadd_pairwise_i16x8_u(levels16));
    squares += lanesOf(squares32);
    differences += lanesOf(i32x4.extadd_pairwise_i16x8_u(differences16));
  }
  for (; at < end; at++) {
    const here = <i32>load<u8>(at);
    levels += here;
    squares += here * here;
    if (at + 1 < end) differences += abs(here - <i32>load<u8>(at, 1));
    if (at < lastRow) differences += abs(here - <i32>load<u8>(at + width));
  }
  // The last pixel of a row and the first of the next one are no neighbours.
  for (let row = pixels + width; row < end; row += width) {
    differences -= abs(<i32>load<u8>(row) - <i32>load<u8>(row - 1));
  }
  store<f64>(sums, <f64>levels);
  store<f64>(sums, <f64>squares, 8);
  store<f64>(sums, <f64>differences, 16);
}

/** Of 16 bytes, as 8 sums of two. */
function differencesOf(a: v128, b: v128): v128 {
  return i16x8.extadd_pairwise_i8x16_u(i8x16.sub(i8x16.max_u(a, b), i8x16.min_u(a, b)));
}

function lanesOf(sums: v128): i64 {
  return (
    <i64>i32x4.extract_lane(sums, 0) +
    <i64>i32x4.extract_lane(sums, 1) +
    <i64>i32x4.extract_lane(sums, 2) +
    <i64>i32x4.extract_lane(sums, 3)
  );
}
