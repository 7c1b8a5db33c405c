import type { EntropyBits } from './entropyBits.ts';

/** What the only scan of a grey JPEG needs to be decoded. */
export type JpegScan = {
  /** Quantisation steps in zigzag order. */
  readonly steps: readonly number[];
  readonly dc: HuffmanCode;
  readonly ac: HuffmanCode;
  /** Blocks between two restarts. */
  readonly restartEvery: number;
  /** Where the data begin. */
  readonly start: number;
};

const BLOCK = 64;
const LENGTHS = 16;

/** Reads the segments before the first scan (ITU-T T.81, B.2). Throws RangeError where one is missing. */
export function readGreyScan(bytes: Uint8Array): JpegScan {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const steps = new Map<number, number[]>();
  const codes = new Map<number, HuffmanCode>();
  let stepsId = 0;
  let restartEvery = Number.POSITIVE_INFINITY;
  for (let at = 2; ; ) {
    const marker = view.getUint16(at);
    if (marker === 0xffff) {
      at += 1;
      continue;
    }
    const end = at + 2 + view.getUint16(at + 2);
    const segment = bytes.subarray(at + 4, end);
    if (marker === 0xffdb) takeSteps(segment, steps);
    else if (marker === 0xffc4) takeCodes(segment, codes);
    else if (marker === 0xffdd) restartEvery = view.getUint16(at + 4) || Number.POSITIVE_INFINITY;
    else if (marker === 0xffc1) stepsId = view.getUint8(at + 12);
    else if (marker === 0xffda) {
      const ids = view.getUint8(at + 6);
      const [ownSteps, dc, ac] = [steps.get(stepsId), codes.get(ids >> 4), codes.get(16 + (ids & 15))];
      if (!ownSteps || !dc || !ac) throw new RangeError('a table is missing');
      return { steps: ownSteps, dc, ac, restartEvery, start: end };
    }
    at = end;
  }
}

/** Tables of 64 steps, of a byte or of two each. */
function takeSteps(segment: Uint8Array, steps: Map<number, number[]>): void {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  for (let at = 0; at < segment.length; ) {
    const kind = view.getUint8(at);
    const bytes = kind >> 4 ? 2 : 1;
    const read = (i: number) => (bytes === 2 ? view.getUint16(at + 1 + 2 * i) : view.getUint8(at + 1 + i));
    steps.set(
      kind & 15,
      Array.from({ length: BLOCK }, (_, i) => read(i)),
    );
    at += 1 + bytes * BLOCK;
  }
}

/** DC codes by 0 to 3, AC codes by 16 to 19. */
function takeCodes(segment: Uint8Array, codes: Map<number, HuffmanCode>): void {
  for (let at = 0; at < segment.length; ) {
    const counts = segment.subarray(at + 1, at + 1 + LENGTHS);
    const valuesAt = at + 1 + LENGTHS;
    const end = valuesAt + counts.reduce((sum, count) => sum + count, 0);
    codes.set(segment[at] ?? 0, new HuffmanCode(counts, segment.subarray(valuesAt, end)));
    at = end;
  }
}

const LONGEST = 16;

/** A code of a JPEG: codes of a length follow each other, shorter ones come first (ITU-T T.81, annex C). */
class HuffmanCode {
  /** By length: the greatest code, and what makes a code the place of its value. */
  private readonly last = new Int32Array(LONGEST + 1);
  private readonly toPlace = new Int32Array(LONGEST + 1);

  /** `counts`: how many codes there are of each length from 1 to 16. */
  constructor(
    counts: Uint8Array,
    private readonly values: Uint8Array,
  ) {
    let code = 0;
    let place = 0;
    for (let length = 1; length <= LONGEST; length++) {
      const count = counts[length - 1] ?? 0;
      this.toPlace[length] = place - code;
      code += count;
      place += count;
      this.last[length] = code - 1;
      code *= 2;
    }
  }

  /** F.2.2.3, DECODE. Throws RangeError for bits that are none of the codes. */
  read(bits: EntropyBits): number {
    let code = 0;
    for (let length = 1; length <= LONGEST; length++) {
      code = 2 * code + bits.next();
      if (code > (this.last[length] ?? 0)) continue;
      const value = this.values[code + (this.toPlace[length] ?? 0)];
      if (value !== undefined) return value;
    }
    throw new RangeError('no such code');
  }
}
