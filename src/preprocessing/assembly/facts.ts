/** Steps of 16 pixels after which sums of 32 bits could overflow are some 8000; they are emptied long before. */
const STEPS: i32 = 4096;

/**
 * Of the [height, width] bytes at `pixels`, as three f64 at `sums`: the levels, their squares, and how much each pixel differs
 * from its right and its lower neighbour.
 */
export function factSums(pixels: usize, width: i32, height: i32, sums: usize): void {
  const count = width * height;
  let differences = differencesOf(pixels, pixels + 1, count - 1) + differencesOf(pixels, pixels + width, count - width);
  // The last pixel of a row and the first of the next one are no neighbours.
  for (let end = pixels + width; end < pixels + count; end += width) {
    differences -= abs(<i32>load<u8>(end) - <i32>load<u8>(end - 1));
  }
  store<f64>(sums, <f64>levelsOf(pixels, count));
  store<f64>(sums + 8, <f64>squaresOf(pixels, count));
  store<f64>(sums + 16, <f64>differences);
}

function levelsOf(at: usize, count: i32): i64 {
  let total: i64 = 0;
  for (; count >= 16; ) {
    let sums = i32x4.splat(0);
    const steps = min(count >> 4, STEPS);
    for (let i = 0; i < steps; i++, at += 16) sums = i32x4.add(sums, addedUp(v128.load(at)));
    total += lanesOf(sums);
    count -= steps << 4;
  }
  for (; count > 0; count--, at++) total += load<u8>(at);
  return total;
}

function squaresOf(at: usize, count: i32): i64 {
  let total: i64 = 0;
  for (; count >= 16; ) {
    let sums = i32x4.splat(0);
    const steps = min(count >> 4, STEPS);
    for (let i = 0; i < steps; i++, at += 16) {
      const levels = v128.load(at);
      const low = i16x8.extend_low_i8x16_u(levels);
      const high = i16x8.extend_high_i8x16_u(levels);
      sums = i32x4.add(sums, i32x4.add(i32x4.dot_i16x8_s(low, low), i32x4.dot_i16x8_s(high, high)));
    }
    total += lanesOf(sums);
    count -= steps << 4;
  }
  for (; count > 0; count--, at++) total += <i64>load<u8>(at) * <i64>load<u8>(at);
  return total;
}

function differencesOf(a: usize, b: usize, count: i32): i64 {
  let total: i64 = 0;
  for (; count >= 16; ) {
    let sums = i32x4.splat(0);
    const steps = min(count >> 4, STEPS);
    for (let i = 0; i < steps; i++, a += 16, b += 16) {
      const one = v128.load(a);
      const other = v128.load(b);
      sums = i32x4.add(sums, addedUp(i8x16.sub(i8x16.max_u(one, other), i8x16.min_u(one, other))));
    }
    total += lanesOf(sums);
    count -= steps << 4;
  }
  for (; count > 0; count--, a++, b++) total += abs(<i32>load<u8>(a) - <i32>load<u8>(b));
  return total;
}

/** 16 bytes as the sums of four times four. */
function addedUp(bytes: v128): v128 {
  return i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes));
}

function lanesOf(sums: v128): i64 {
  return (
    <i64>i32x4.extract_lane(sums, 0) +
    <i64>i32x4.extract_lane(sums, 1) +
    <i64>i32x4.extract_lane(sums, 2) +
    <i64>i32x4.extract_lane(sums, 3)
  );
}
