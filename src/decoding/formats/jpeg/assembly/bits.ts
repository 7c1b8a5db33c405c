/** Bits that are looked up at once. */
const LOOK: i32 = 10;

/** The next bits, the first of them on top; below the `left` valid ones stand zeros or the bits that come next. */
export let buffer: u64 = 0;
export let left: i32 = 0;
/** Bytes below this address are to be read yet, downwards (see `unstuff`). */
export let place: usize = 0;

export function keep(newBuffer: u64, newLeft: i32, newPlace: usize): void {
  buffer = newBuffer;
  left = newLeft;
  place = newPlace;
}

/**
 * Copies an entropy-coded segment from `from` without its stuffed zeros, backwards, so that it ends at `top` and reading a
 * word downwards puts the first byte on top. Returns the number of bytes, or -1 where anything but the end of the
 * image follows (restarts, other scans, fill bytes, nothing).
 */
export function unstuff(from: usize, end: usize, top: usize): i32 {
  const all = i8x16.splat(-1);
  let to = top;
  while (from + 16 <= end) {
    const bytes = v128.load(from);
    to -= 16;
    v128.store(to, v128.shuffle<i8>(bytes, bytes, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));
    const marks = i8x16.bitmask(i8x16.eq(bytes, all));
    from += 16;
    if (marks === 0) continue;
    const before = <usize>ctz(marks);
    from -= 16 - before;
    to += 16 - before;
    if (from + 1 >= end) return -1;
    const next = load<u8>(from, 1);
    if (next === 0xd9) return <i32>(top - to);
    if (next !== 0) return -1;
    store<u8>(--to, 0xff);
    from += 2;
  }
  while (from + 1 < end) {
    const byte = load<u8>(from);
    if (byte === 0xff) {
      const next = load<u8>(from, 1);
      if (next === 0xd9) return <i32>(top - to);
      if (next !== 0) return -1;
      from++;
    }
    store<u8>(--to, byte);
    from++;
  }
  return -1;
}

/** The number that `size` bits stand for (ITU-T T.81, table F.1 and figure F.12). */
// @ts-expect-error: decorator
export function extended(bits: i32, size: i32): i32 {
  return bits + (((bits - (1 << (size - 1))) >> 31) & ((-1 << size) + 1));
}

/**
 * Makes a Huffman table at `table` from the 16 counts and the values at `counts` (ITU-T T.81, annex C). Layout: 1024 words, then
 * 17 x [first code beyond this length, its shift to the values], then the values.
 * A word: in its upper half a coefficient (where code and coefficient fit into 10 bits, else 0), then run (or the
 * symbol, where there is no coefficient), then the bits consumed (0 where the code is longer).
 * Returns 0 where the counts make no code.
 */
export function prepareTable(table: usize, counts: usize): i32 {
  memory.fill(table, 0, FAST);
  const values = counts + 16;
  let code: i32 = 0;
  let index: i32 = 0;
  for (let length: i32 = 1; length <= 16; length++) {
    const count = <i32>load<u8>(counts + length - 1);
    if (code + count > 1 << length) return 0;
    store<i32>(table + FAST + length * 8, (code + count) << (16 - length));
    store<i32>(table + FAST + length * 8 + 4, index - code);
    for (let i: i32 = 0; i < count; i++) {
      if (length <= LOOK) fillFast(table, code + i, length, <i32>load<u8>(values + index + i));
    }
    memory.copy(table + VALUES + index, values + index, count);
    index += count;
    code = (code + count) << 1;
  }
  return 1;
}

export const FAST: usize = 4 << LOOK;
export const VALUES: usize = FAST + 17 * 8;
export const SHIFT: u64 = 64 - LOOK;

function fillFast(table: usize, code: i32, length: i32, symbol: i32): void {
  const size = symbol & 15;
  const spare = LOOK - length;
  for (let rest: i32 = 0; rest < 1 << spare; rest++) {
    let word = (symbol << 8) | length;
    if (size > 0 && size <= spare) {
      const value = extended(rest >> (spare - size), size);
      word = (value << 16) | ((symbol >> 4) << 8) | (length + size);
    }
    store<i32>(table + (((code << spare) | rest) << 2), word);
  }
}
