/**
 * The inverse cosine transform of libjpeg's jidctint.c ('islow', after Loeffler, Ligtenberg and Moschytz 1989) in the same
 * whole numbers as libjpeg-turbo's SIMD code, so that pixels are the same to the bit: 13 bits of fraction, two more after
 * the first pass.
 */
const F_0_298: i16 = 2446;
const F_0_390: i16 = 3196;
const F_0_541: i16 = 4433;
const F_0_765: i16 = 6270;
const F_0_899: i16 = 7373;
const F_1_175: i16 = 9633;
const F_1_501: i16 = 12299;
const F_1_847: i16 = 15137;
const F_1_961: i16 = 16069;
const F_2_053: i16 = 16819;
const F_2_562: i16 = 20995;
const F_3_072: i16 = 25172;

const FIRST_SHIFT: i32 = 11;
const SECOND_SHIFT: i32 = 18;

// @ts-expect-error: decorator
function low(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}

// @ts-expect-error: decorator
function high(a: v128, b: v128): v128 {
  return v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}

/** a * x + b * y for the pairs (x, y) that lie beside each other. */
// @ts-expect-error: decorator
function dot(pairs: v128, a: i16, b: i16): v128 {
  return i32x4.dot_i16x8_s(pairs, i16x8(a, b, a, b, a, b, a, b));
}

let row0: v128 = i64x2.splat(0);
let row1: v128 = i64x2.splat(0);
let row2: v128 = i64x2.splat(0);
let row3: v128 = i64x2.splat(0);
let row4: v128 = i64x2.splat(0);
let row5: v128 = i64x2.splat(0);
let row6: v128 = i64x2.splat(0);
let row7: v128 = i64x2.splat(0);

// @ts-expect-error: decorator
function scaled(lower: v128, upper: v128, round: v128, shift: i32): v128 {
  return i16x8.narrow_i32x4_s(i32x4.shr_s(i32x4.add(lower, round), shift), i32x4.shr_s(i32x4.add(upper, round), shift));
}

/** One pass over all eight columns; rows are in `row0` to `row7` before and after. */
// @ts-expect-error: decorator
function pass(shift: i32): void {
  const round = i32x4.splat(1 << (shift - 1));
  const evenLow = low(row2, row6);
  const evenHigh = high(row2, row6);
  const t3Low = dot(evenLow, F_0_541 + F_0_765, F_0_541);
  const t3High = dot(evenHigh, F_0_541 + F_0_765, F_0_541);
  const t2Low = dot(evenLow, F_0_541, F_0_541 - F_1_847);
  const t2High = dot(evenHigh, F_0_541, F_0_541 - F_1_847);
  const sum = i16x8.add(row0, row4);
  const difference = i16x8.sub(row0, row4);
  const t0Low = i32x4.shl(i32x4.extend_low_i16x8_s(sum), 13);
  const t0High = i32x4.shl(i32x4.extend_high_i16x8_s(sum), 13);
  const t1Low = i32x4.shl(i32x4.extend_low_i16x8_s(difference), 13);
  const t1High = i32x4.shl(i32x4.extend_high_i16x8_s(difference), 13);

  const z3 = i16x8.add(row7, row3);
  const z4 = i16x8.add(row5, row1);
  const zLow = low(z3, z4);
  const zHigh = high(z3, z4);
  const z3Low = dot(zLow, F_1_175 - F_1_961, F_1_175);
  const z3High = dot(zHigh, F_1_175 - F_1_961, F_1_175);
  const z4Low = dot(zLow, F_1_175, F_1_175 - F_0_390);
  const z4High = dot(zHigh, F_1_175, F_1_175 - F_0_390);
  const outerLow = low(row7, row1);
  const outerHigh = high(row7, row1);
  const innerLow = low(row5, row3);
  const innerHigh = high(row5, row3);
  const o0Low = i32x4.add(dot(outerLow, F_0_298 - F_0_899, -F_0_899), z3Low);
  const o0High = i32x4.add(dot(outerHigh, F_0_298 - F_0_899, -F_0_899), z3High);
  const o3Low = i32x4.add(dot(outerLow, -F_0_899, F_1_501 - F_0_899), z4Low);
  const o3High = i32x4.add(dot(outerHigh, -F_0_899, F_1_501 - F_0_899), z4High);
  const o1Low = i32x4.add(dot(innerLow, F_2_053 - F_2_562, -F_2_562), z4Low);
  const o1High = i32x4.add(dot(innerHigh, F_2_053 - F_2_562, -F_2_562), z4High);
  const o2Low = i32x4.add(dot(innerLow, -F_2_562, F_3_072 - F_2_562), z3Low);
  const o2High = i32x4.add(dot(innerHigh, -F_2_562, F_3_072 - F_2_562), z3High);

  const e0Low = i32x4.add(t0Low, t3Low);
  const e0High = i32x4.add(t0High, t3High);
  const e3Low = i32x4.sub(t0Low, t3Low);
  const e3High = i32x4.sub(t0High, t3High);
  const e1Low = i32x4.add(t1Low, t2Low);
  const e1High = i32x4.add(t1High, t2High);
  const e2Low = i32x4.sub(t1Low, t2Low);
  const e2High = i32x4.sub(t1High, t2High);

  row0 = scaled(i32x4.add(e0Low, o3Low), i32x4.add(e0High, o3High), round, shift);
  row7 = scaled(i32x4.sub(e0Low, o3Low), i32x4.sub(e0High, o3High), round, shift);
  row1 = scaled(i32x4.add(e1Low, o2Low), i32x4.add(e1High, o2High), round, shift);
  row6 = scaled(i32x4.sub(e1Low, o2Low), i32x4.sub(e1High, o2High), round, shift);
  row2 = scaled(i32x4.add(e2Low, o1Low), i32x4.add(e2High, o1High), round, shift);
  row5 = scaled(i32x4.sub(e2Low, o1Low), i32x4.sub(e2High, o1High), round, shift);
  row3 = scaled(i32x4.add(e3Low, o0Low), i32x4.add(e3High, o0High), round, shift);
  row4 = scaled(i32x4.sub(e3Low, o0Low), i32x4.sub(e3High, o0High), round, shift);
}

/** Rows become columns. */
// @ts-expect-error: decorator
function transpose(): void {
  const a0 = low(row0, row4);
  const a1 = high(row0, row4);
  const a2 = low(row1, row5);
  const a3 = high(row1, row5);
  const a4 = low(row2, row6);
  const a5 = high(row2, row6);
  const a6 = low(row3, row7);
  const a7 = high(row3, row7);
  const b0 = low(a0, a4);
  const b1 = high(a0, a4);
  const b2 = low(a1, a5);
  const b3 = high(a1, a5);
  const b4 = low(a2, a6);
  const b5 = high(a2, a6);
  const b6 = low(a3, a7);
  const b7 = high(a3, a7);
  row0 = low(b0, b4);
  row1 = high(b0, b4);
  row2 = low(b1, b5);
  row3 = high(b1, b5);
  row4 = low(b2, b6);
  row5 = high(b2, b6);
  row6 = low(b3, b7);
  row7 = high(b3, b7);
}

/** Two rows of pixels, 0..255. */
// @ts-expect-error: decorator
function pixels(upper: v128, lower: v128): v128 {
  return v128.xor(i8x16.narrow_i16x8_s(upper, lower), i8x16.splat(-128));
}

/** [8, 8] dequantised coefficients at `block` -> pixels at `to`; the block is cleared. */
export function transform(block: usize, to: usize, stride: usize): void {
  row0 = v128.load(block);
  row1 = v128.load(block, 16);
  row2 = v128.load(block, 32);
  row3 = v128.load(block, 48);
  row4 = v128.load(block, 64);
  row5 = v128.load(block, 80);
  row6 = v128.load(block, 96);
  row7 = v128.load(block, 112);
  pass(FIRST_SHIFT);
  transpose();
  pass(SECOND_SHIFT);
  transpose();
  memory.fill(block, 0, 128);
  storeRows(pixels(row0, row1), to, stride);
  storeRows(pixels(row2, row3), to + 2 * stride, stride);
  storeRows(pixels(row4, row5), to + 4 * stride, stride);
  storeRows(pixels(row6, row7), to + 6 * stride, stride);
}

// @ts-expect-error: decorator
function storeRows(rows: v128, to: usize, stride: usize): void {
  store<u64>(to, i64x2.extract_lane(rows, 0));
  store<u64>(to + stride, i64x2.extract_lane(rows, 1));
}

/** The pixels of a block that has but a DC coefficient. */
export function fillFlat(level: i32, to: usize, stride: usize): void {
  const pixel = min(255, max(0, ((level + 4) >> 3) + 128));
  const eight = i64x2.extract_lane(i8x16.splat(<i8>pixel), 0);
  for (let row = 0; row < 8; row++, to += stride) store<i64>(to, eight);
}
