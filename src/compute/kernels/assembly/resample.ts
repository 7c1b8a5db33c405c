import { Resampling } from './params';
import { storeSome } from './simd';

/**
 * One image of a batch, randomly changed: bytes [size, size, depth] -> floats 0..1. Output pixel (x, y) shows what lies at
 * (fromX + x xx + y xy, fromY + x yx + y yy), bilinear with black from outside, times brightness, at most 1.
 * Places are computed in double precision: single would be off by some 1e-5 of white where the image is large.
 */
export function resample(job: Resampling, task: i32): void {
  const size = job.size;
  const depth = job.depth;
  const values = <usize>(size * size * depth);
  const source = job.source + <usize>task * values;
  const change = job.transforms + <usize>task * 28;
  let to = job.to + <usize>task * values * 4;
  const xx: f64 = load<f32>(change, 8);
  const yx: f64 = load<f32>(change, 16);
  const brightness = load<f32>(change, 24);
  for (let y = 0; y < size; y++) {
    const x0 = <f64>load<f32>(change) + <f64>y * <f64>load<f32>(change, 12);
    const y0 = <f64>load<f32>(change, 4) + <f64>y * <f64>load<f32>(change, 20);
    resampleRow(source, size, depth, x0, y0, xx, yx, brightness, to);
    to += <usize>(size * depth) * 4;
  }
}

/** Both coordinates run one way along a row: what lies inside is one stretch, and needs no tests. */
function resampleRow(
  source: usize,
  size: i32,
  depth: i32,
  x0: f64,
  y0: f64,
  xx: f64,
  yx: f64,
  brightness: f32,
  to: usize,
): void {
  let x = 0;
  for (; x < size && !isInside(x0 + <f64>x * xx, y0 + <f64>x * yx, size); x++)
    edgePixel(source, size, depth, x0 + <f64>x * xx, y0 + <f64>x * yx, brightness, to + <usize>(x * depth) * 4);
  let end = size;
  for (; end > x && !isInside(x0 + <f64>(end - 1) * xx, y0 + <f64>(end - 1) * yx, size); end--) {}
  if (depth === 1) {
    for (; x + 4 <= end; x += 4) fourPixels(source, size, x, x0, y0, xx, yx, brightness, to + <usize>x * 4);
  } else {
    for (; x < end; x++)
      colouredPixel(source, size, x0 + <f64>x * xx, y0 + <f64>x * yx, brightness, to + <usize>x * 12);
  }
  for (; x < size; x++)
    edgePixel(source, size, depth, x0 + <f64>x * xx, y0 + <f64>x * yx, brightness, to + <usize>(x * depth) * 4);
}

/** Whether all four neighbours of a place are in the image. */
function isInside(x: f64, y: f64, size: i32): bool {
  const last = <f64>(size - 1);
  return x >= 0 && x < last && y >= 0 && y < last;
}

/** Grey output pixels `column` to `column` + 3 of a row, all inside. */
function fourPixels(
  source: usize,
  size: i32,
  column: i32,
  x0: f64,
  y0: f64,
  xx: f64,
  yx: f64,
  brightness: f32,
  to: usize,
): void {
  // The same roundings as in `isInside`, so that none of the four lands outside after all.
  const first = f64x2.add(f64x2.splat(<f64>column), f64x2(0, 1));
  const second = f64x2.add(f64x2.splat(<f64>column), f64x2(2, 3));
  const x1 = f64x2.add(f64x2.splat(x0), f64x2.mul(f64x2.splat(xx), first));
  const x2 = f64x2.add(f64x2.splat(x0), f64x2.mul(f64x2.splat(xx), second));
  const y1 = f64x2.add(f64x2.splat(y0), f64x2.mul(f64x2.splat(yx), first));
  const y2 = f64x2.add(f64x2.splat(y0), f64x2.mul(f64x2.splat(yx), second));
  const corners = i32x4.add(i32x4.mul(wholes(y1, y2), i32x4.splat(size)), wholes(x1, x2));
  const right = fractions(x1, x2);
  const upper = pairs(source, corners);
  const lower = pairs(source + <usize>size, corners);
  const grey = mix(mixPairs(upper, right), mixPairs(lower, right), fractions(y1, y2));
  v128.store(to, toUnit(grey, brightness));
}

function wholes(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(i32x4.trunc_sat_f64x2_s_zero(a), i32x4.trunc_sat_f64x2_s_zero(b), 0, 1, 4, 5);
}

function fractions(a: v128, b: v128): v128 {
  const low = f32x4.demote_f64x2_zero(f64x2.sub(a, f64x2.floor(a)));
  const high = f32x4.demote_f64x2_zero(f64x2.sub(b, f64x2.floor(b)));
  return v128.shuffle<f32>(low, high, 0, 1, 4, 5);
}

/** The byte at each of four places and the one after it, as the low half of a lane. */
function pairs(source: usize, places: v128): v128 {
  let pixels = i32x4.splat(0);
  pixels = v128.load_lane<u16>(source + <usize>i32x4.extract_lane(places, 0), pixels, 0);
  pixels = v128.load_lane<u16>(source + <usize>i32x4.extract_lane(places, 1), pixels, 2);
  pixels = v128.load_lane<u16>(source + <usize>i32x4.extract_lane(places, 2), pixels, 4);
  return v128.load_lane<u16>(source + <usize>i32x4.extract_lane(places, 3), pixels, 6);
}

function mixPairs(pixels: v128, share: v128): v128 {
  const a = f32x4.convert_i32x4_s(v128.and(pixels, i32x4.splat(255)));
  const b = f32x4.convert_i32x4_s(i32x4.shr_u(pixels, 8));
  return mix(a, b, share);
}

/** One output pixel of three channels, inside; the fourth lane is another pixel's. */
function colouredPixel(source: usize, size: i32, x: f64, y: f64, brightness: f32, to: usize): void {
  const left = floor(x);
  const top = floor(y);
  const at = source + <usize>((<i32>top * size + <i32>left) * 3);
  const below = at + <usize>(size * 3);
  const right = f32x4.splat(<f32>(x - left));
  const upper = mix(channels(at), channels(at + 3), right);
  const lower = mix(channels(below), channels(below + 3), right);
  storeSome(to, toUnit(mix(upper, lower, f32x4.splat(<f32>(y - top))), brightness), 3);
}

function channels(at: usize): v128 {
  const words = i16x8.extend_low_i8x16_u(v128.load32_zero(at));
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(words));
}

/** One output pixel, some or all of whose neighbours may be outside. */
function edgePixel(source: usize, size: i32, depth: i32, x: f64, y: f64, brightness: f32, to: usize): void {
  const left = floor(x);
  const top = floor(y);
  const right = <f32>(x - left);
  for (let c = 0; c < depth; c++) {
    const channel = source + <usize>c;
    const a = greyAt(channel, size, depth, left, top);
    const b = greyAt(channel, size, depth, left + 1, top);
    const d = greyAt(channel, size, depth, left, top + 1);
    const e = greyAt(channel, size, depth, left + 1, top + 1);
    const upper = a + (b - a) * right;
    const lower = d + (e - d) * right;
    const grey = upper + (lower - upper) * <f32>(y - top);
    store<f32>(to + ((<usize>c) << 2), min<f32>(1, (grey * brightness) / 255));
  }
}

function greyAt(source: usize, size: i32, depth: i32, column: f64, row: f64): f32 {
  const end = <f64>size;
  if (!(column >= 0 && column < end && row >= 0 && row < end)) return 0;
  return load<u8>(source + <usize>((<i32>row * size + <i32>column) * depth));
}

/** From `a` (share 0) to `b` (share 1). */
function mix(a: v128, b: v128, share: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), share));
}

function toUnit(grey: v128, brightness: f32): v128 {
  const units = f32x4.div(f32x4.mul(grey, f32x4.splat(brightness)), f32x4.splat(255));
  return f32x4.pmin(f32x4.splat(1), units);
}
