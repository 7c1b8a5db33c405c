import { buffer, extended, FAST, keep, left, place, SHIFT, VALUES } from './bits';

/** Place of the k-th coefficient in the block, row by row (ITU-T T.81, figure A.6). */
const natural = memory.data<u8>([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47,
  55, 62, 63,
]);

export const BROKEN: i32 = -1;
export const FLAT: i32 = 0;
const STRUCTURED: i32 = 1;

/** Coefficients beyond make no image, and the arithmetic of decoders differs there. */
const LARGEST: i32 = 8191;
const MOST_DC_BITS: i32 = 11;
const MOST_AC_BITS: i32 = 10;

/** The symbol of a code longer than the table looks up, and its length, as `symbol << 8 | length`; 0 where there is none. */
function longCode(table: usize, bits: u64): i32 {
  const code = <i32>(bits >> 48);
  for (let length: i32 = 11; length <= 16; length++) {
    if (code >= load<i32>(table + FAST + length * 8)) continue;
    const index = (code >> (16 - length)) + load<i32>(table + FAST + length * 8 + 4);
    if (index < 0 || index > 255) return 0;
    return ((<i32>load<u8>(table + VALUES + index)) << 8) | length;
  }
  return 0;
}

/**
 * Reads one block: dequantised coefficients, row by row, into `block` ([64] i16, zeros before). `predicted` holds the DC
 * level of the block before it, `quant` the steps in zigzag order.
 */
export function readBlock(dcTable: usize, acTable: usize, quant: usize, predicted: usize, block: usize): i32 {
  let bits = buffer;
  let count = left;
  let at = place;

  bits |= load<u64>(at - 8) >> <u64>count;
  at -= (63 - count) >> 3;
  count |= 56;
  let word = load<i32>(dcTable + ((<usize>(bits >> SHIFT)) << 2));
  let value = word >> 16;
  if (value !== 0) {
    bits <<= <u64>(word & 255);
    count -= word & 255;
  } else {
    if ((word & 255) === 0) word = longCode(dcTable, bits);
    const length = word & 255;
    const size = word >> 8;
    if (length === 0 || size > MOST_DC_BITS) return BROKEN;
    bits <<= <u64>length;
    if (size > 0) {
      value = extended(<i32>(bits >> <u64>(64 - size)), size);
      bits <<= <u64>size;
    }
    count -= length + size;
  }
  value += load<i32>(predicted);
  store<i32>(predicted, value);
  value *= <i32>load<u16>(quant);
  let out = value + LARGEST;
  if (<u32>out > 2 * LARGEST) return BROKEN;
  store<i16>(block, value);

  let k: i32 = 1;
  while (k < 64) {
    if (count < 32) {
      bits |= load<u64>(at - 8) >> <u64>count;
      at -= (63 - count) >> 3;
      count |= 56;
    }
    word = load<i32>(acTable + ((<usize>(bits >> SHIFT)) << 2));
    value = word >> 16;
    if (value !== 0) {
      k += (word >> 8) & 15;
      bits <<= <u64>(word & 255);
      count -= word & 255;
    } else {
      if ((word & 255) === 0) word = longCode(acTable, bits);
      const length = word & 255;
      const symbol = word >> 8;
      const size = symbol & 15;
      if (length === 0 || size > MOST_AC_BITS) return BROKEN;
      bits <<= <u64>length;
      count -= length;
      if (size === 0) {
        if (symbol === 0) break;
        if (symbol !== 0xf0) return BROKEN;
        k += 16;
        if (k > 63) return BROKEN;
        continue;
      }
      value = extended(<i32>(bits >> <u64>(64 - size)), size);
      bits <<= <u64>size;
      count -= size;
      k += symbol >> 4;
    }
    if (k > 63) return BROKEN;
    value *= <i32>load<u16>(quant + (k << 1));
    out = value + LARGEST;
    if (<u32>out > 2 * LARGEST) return BROKEN;
    store<i16>(block + ((<usize>load<u8>(natural + k)) << 1), value);
    k++;
  }
  keep(bits, count, at);
  return k > 1 ? STRUCTURED : FLAT;
}
