import type { EntropyBits } from './entropyBits.ts';

const LONGEST = 16;

/** A code of a JPEG: codes of a length follow each other, shorter ones come first (ITU-T T.81, annex C). */
export class HuffmanCode {
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
