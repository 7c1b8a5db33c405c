const LEVELS: usize = 65_536;
/** Times a word of 16 bits: four of it. */
const ALIKE: u64 = 0x0001_0001_0001_0001;

/** The bits that any of the `count` words of 16 bits at `words` has. */
export function bitsOfWords(words: usize, count: i32): u32 {
  const end = words + ((<usize>count) << 1);
  let bits = i64x2.splat(0);
  for (; words + 16 <= end; words += 16) bits = v128.or(bits, v128.load(words));
  const four = i64x2.extract_lane(bits, 0) | i64x2.extract_lane(bits, 1);
  let found = <u32>(four | (four >>> 32));
  for (; words < end; words += 2) found |= load<u16>(words);
  return (found | (found >>> 16)) & 0xffff;
}

/**
 * How often each word of 16 bits occurs, as 65,536 u32 at `counts`; what is signed counts from -32,768 on. Returns the place of the first that
 * occurs.
 */
export function countWords(words: usize, count: i32, isSigned: bool, counts: usize): u32 {
  memory.fill(counts, 0, LEVELS << 2);
  const flip: u32 = isSigned ? 0x8000 : 0;
  const end = words + ((<usize>count) << 1);
  for (; words + 8 <= end; words += 8) {
    const four = load<u64>(words);
    const one = <u32>(four & 0xffff);
    // Four at once, as of a background: each addition would wait for the one before.
    if (four === <u64>one * ALIKE) {
      add(counts, one ^ flip, 4);
      continue;
    }
    add(counts, one ^ flip, 1);
    add(counts, (<u32>(four >>> 16) & 0xffff) ^ flip, 1);
    add(counts, (<u32>(four >>> 32) & 0xffff) ^ flip, 1);
    add(counts, <u32>(four >>> 48) ^ flip, 1);
  }
  for (; words < end; words += 2) add(counts, <u32>load<u16>(words) ^ flip, 1);
  let first: u32 = 0;
  while (first < LEVELS && load<u32>(counts + ((<usize>first) << 2)) === 0) first++;
  return first;
}

function add(counts: usize, level: u32, times: u32): void {
  const at = counts + ((<usize>level) << 2);
  store<u32>(at, load<u32>(at) + times);
}
