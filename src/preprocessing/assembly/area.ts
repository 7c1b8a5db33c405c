/** More rows of bytes than this do not fit into sums of 16 bits. */
const MOST_ROWS: i32 = 257;

/**
 * The sums of `resize.ts`, as [height, width, channels] f64 at `sums`: what each output pixel covers of the image at
 * `pixels`, in units of 1 / (width * height) of a pixel. All whole numbers below 2^53. `lines` holds 4 bytes for each
 * byte of a row and 64 more; 16 bytes behind the image must be readable.
 */
export function areaSums(
  pixels: usize,
  inputWidth: i32,
  inputHeight: i32,
  channels: i32,
  width: i32,
  height: i32,
  lines: usize,
  sums: usize,
): void {
  const rowBytes = inputWidth * channels;
  for (let y = 0; y < height; y++) {
    const start = <i64>y * inputHeight;
    const end = start + inputHeight;
    const first = <i32>(start / height);
    const last = <i32>((end - 1) / height);
    const from = pixels + <usize>first * rowBytes;
    if (first === last) {
      sumRows(from, rowBytes, 0, inputHeight, 0, 0, lines);
    } else {
      const head = <i32>(<i64>(first + 1) * height - start);
      const tail = <i32>(end - <i64>last * height);
      sumRows(from, rowBytes, last - first - 1, head, height, tail, lines);
    }
    sums = sumColumns(lines, inputWidth, channels, width, sums);
  }
}

/** Each byte of the row at `from` by `head`, of the `between` next ones by `whole`, and of the one behind by `tail`: [rowBytes] u32. */
function sumRows(from: usize, rowBytes: i32, between: i32, head: i32, whole: i32, tail: i32, lines: usize): void {
  const heads = i32x4.splat(head);
  const wholes = i32x4.splat(whole);
  const tails = i32x4.splat(tail);
  for (let x = 0; x < rowBytes; x += 16, from += 16, lines += 64) {
    let row = v128.load(from);
    let low = i16x8.extend_low_i8x16_u(row);
    let high = i16x8.extend_high_i8x16_u(row);
    let a = i32x4.mul(i32x4.extend_low_i16x8_u(low), heads);
    let b = i32x4.mul(i32x4.extend_high_i16x8_u(low), heads);
    let c = i32x4.mul(i32x4.extend_low_i16x8_u(high), heads);
    let d = i32x4.mul(i32x4.extend_high_i16x8_u(high), heads);
    let at = from + rowBytes;
    for (let rest = between; rest > 0; rest -= MOST_ROWS) {
      low = i16x8.splat(0);
      high = i16x8.splat(0);
      for (let i = min(rest, MOST_ROWS); i > 0; i--, at += rowBytes) {
        row = v128.load(at);
        low = i16x8.add(low, i16x8.extend_low_i8x16_u(row));
        high = i16x8.add(high, i16x8.extend_high_i8x16_u(row));
      }
      a = i32x4.add(a, i32x4.mul(i32x4.extend_low_i16x8_u(low), wholes));
      b = i32x4.add(b, i32x4.mul(i32x4.extend_high_i16x8_u(low), wholes));
      c = i32x4.add(c, i32x4.mul(i32x4.extend_low_i16x8_u(high), wholes));
      d = i32x4.add(d, i32x4.mul(i32x4.extend_high_i16x8_u(high), wholes));
    }
    if (tail > 0) {
      row = v128.load(at);
      low = i16x8.extend_low_i8x16_u(row);
      high = i16x8.extend_high_i8x16_u(row);
      a = i32x4.add(a, i32x4.mul(i32x4.extend_low_i16x8_u(low), tails));
      b = i32x4.add(b, i32x4.mul(i32x4.extend_high_i16x8_u(low), tails));
      c = i32x4.add(c, i32x4.mul(i32x4.extend_low_i16x8_u(high), tails));
      d = i32x4.add(d, i32x4.mul(i32x4.extend_high_i16x8_u(high), tails));
    }
    v128.store(lines, a);
    v128.store(lines, b, 16);
    v128.store(lines, c, 32);
    v128.store(lines, d, 48);
  }
}

/** The same across: [width, channels] f64 at `to`. Returns what lies behind. */
function sumColumns(lines: usize, inputWidth: i32, channels: i32, width: i32, to: usize): usize {
  const step = <usize>channels * 4;
  // Where an output pixel begins, in whole pixels and in parts of one: it moves on without a division.
  const wholes = inputWidth / width;
  const parts = inputWidth % width;
  let next = 0;
  let nextPart = 0;
  for (let x = 0; x < width; x++) {
    const first = next;
    const part = nextPart;
    next += wholes;
    nextPart += parts;
    if (nextPart >= width) {
      nextPart -= width;
      next++;
    }
    const last = nextPart === 0 ? next - 1 : next;
    const head = <u64>(first === last ? inputWidth : width - part);
    const tail = <u64>(first === last ? 0 : nextPart === 0 ? width : nextPart);
    for (let c = 0; c < channels; c++, to += 8) {
      let at = lines + <usize>first * step + <usize>c * 4;
      const behind = lines + <usize>last * step + <usize>c * 4;
      let sum = head * <u64>load<u32>(at);
      let between: u64 = 0;
      for (at += step; at < behind; at += step) between += <u64>load<u32>(at);
      sum += <u64>width * between;
      if (tail > 0) sum += tail * <u64>load<u32>(behind);
      store<f64>(to, <f64>(<i64>sum));
    }
  }
  return to;
}

/** [count] f64 sums over `area` -> bytes, halves up. */
export function rounded(sums: usize, count: i32, area: f64, to: usize): void {
  for (let i = 0; i < count; i++, sums += 8) store<u8>(to + i, <u8>(<i32>(load<f64>(sums) / area + 0.5)));
}
