/** Fixed point with 16 bits of fraction, as in libjpeg's jdcolor.c. */
const R_OF_CR: i32 = 91881;
const G_OF_CB: i32 = -22554;
const G_OF_CR: i32 = -46802;
const B_OF_CB: i32 = 116130;
const HALF: i32 = 32768;

/**
 * Planes -> RGB, `3 * width * height` bytes at `to`. `across` and `down` are 1 or 2: how many pixels a chroma sample covers
 * (2 down only with 2 across). Chroma is enlarged by a triangle ('fancy upsampling'), all as in libjpeg's jdsample.c
 * and jdcolor.c. `lines`: two lines of `width` + 2 bytes and one of as many words.
 */
export function toColour(
  luma: usize,
  lumaStride: usize,
  blue: usize,
  red: usize,
  chromaStride: usize,
  width: i32,
  height: i32,
  across: i32,
  down: i32,
  lines: usize,
  to: usize,
): void {
  const chromaWidth = across === 2 ? (width + 1) >> 1 : width;
  const last = (down === 2 ? (height + 1) >> 1 : height) - 1;
  const blueLine = lines;
  const redLine = lines + width + 2;
  const sums = (redLine + width + 2 + 3) & ~3;
  for (let y = 0; y < height; y++) {
    const row = down === 2 ? y >> 1 : y;
    const other = down === 2 ? min(last, max(0, row + ((y & 1) * 2 - 1))) : row;
    const here = <usize>row * chromaStride;
    const there = <usize>other * chromaStride;
    enlarge(blue + here, blue + there, chromaWidth, across, down, sums, blueLine);
    enlarge(red + here, red + there, chromaWidth, across, down, sums, redLine);
    to = colourLine(luma + <usize>y * lumaStride, blueLine, redLine, width, to);
  }
}

function enlarge(here: usize, there: usize, count: i32, across: i32, down: i32, sums: usize, to: usize): void {
  if (across === 1) memory.copy(to, here, count);
  else if (down === 1) enlargeAcross(here, count, to);
  else enlargeBoth(here, there, count, sums, to);
}

/** h2v1_fancy_upsample: quarters, rounded down on the left and up on the right. */
function enlargeAcross(from: usize, count: i32, to: usize): void {
  for (let x = 0; x < count; x++, to += 2) {
    const own = <i32>load<u8>(from + x);
    const before = x > 0 ? <i32>load<u8>(from + x - 1) : own;
    const after = x < count - 1 ? <i32>load<u8>(from + x + 1) : own;
    store<u8>(to, (own * 3 + before + 1) >> 2);
    store<u8>(to, (own * 3 + after + 2) >> 2, 1);
  }
}

/** h2v2_fancy_upsample: sixteenths. */
function enlargeBoth(here: usize, there: usize, count: i32, sums: usize, to: usize): void {
  for (let x = 0; x < count; x++) {
    store<u16>(sums + (x << 1), <i32>load<u8>(here + x) * 3 + <i32>load<u8>(there + x));
  }
  for (let x = 0; x < count; x++, to += 2) {
    const own = <i32>load<u16>(sums + (x << 1));
    const before = x > 0 ? <i32>load<u16>(sums + (x << 1) - 2) : own;
    const after = x < count - 1 ? <i32>load<u16>(sums + (x << 1) + 2) : own;
    store<u8>(to, (own * 3 + before + 8) >> 4);
    store<u8>(to, (own * 3 + after + 7) >> 4, 1);
  }
}

function colourLine(luma: usize, blueLine: usize, redLine: usize, width: i32, to: usize): usize {
  for (let x = 0; x < width; x++, to += 3) {
    const y = <i32>load<u8>(luma + x);
    const cb = <i32>load<u8>(blueLine + x) - 128;
    const cr = <i32>load<u8>(redLine + x) - 128;
    store<u8>(to, clamped(y + ((R_OF_CR * cr + HALF) >> 16)));
    store<u8>(to, clamped(y + ((G_OF_CB * cb + G_OF_CR * cr + HALF) >> 16)), 1);
    store<u8>(to, clamped(y + ((B_OF_CB * cb + HALF) >> 16)), 2);
  }
  return to;
}

// @ts-expect-error: decorator
function clamped(level: i32): i32 {
  return min(255, max(0, level));
}
