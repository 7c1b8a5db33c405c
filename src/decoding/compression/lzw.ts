const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const MIN_BITS = 9;
const MAX_BITS = 12;

/**
 * Unpacks TIFF's LZW (TIFF 6.0, section 13: codes of 9 to 12 bits, most significant first, widened one code early) into `target`.
 * Returns the bytes written: fewer than the target holds where the data ends or makes no sense. Never writes beyond it, so the
 * work is bounded by its size.
 */
export function unpackLzw(data: Uint8Array, target: Uint8Array): number {
  const table = new CodeTable();
  let written = 0;
  let bits = MIN_BITS;
  let buffer = 0;
  let held = 0;
  for (const byte of data) {
    buffer = (buffer << 8) | byte;
    held += 8;
    if (held < bits) continue;
    held -= bits;
    const code = buffer >>> held;
    buffer &= (1 << held) - 1;
    if (code === END || written >= target.length) break;
    const length = code === CLEAR ? table.clear() : table.write(code, target, written);
    if (length === null) break;
    written += length;
    bits = table.bits;
  }
  return Math.min(written, target.length);
}

/** Strings as chains: each is a shorter string and one more byte. */
class CodeTable {
  bits = MIN_BITS;
  private next = FIRST_FREE;
  private previous: number | null = null;
  private readonly shorter = new Uint16Array(1 << MAX_BITS);
  private readonly lastByte = Uint8Array.from({ length: 1 << MAX_BITS }, (_, code) => code & 255);
  private readonly lengths = new Uint16Array(1 << MAX_BITS).fill(1, 0, CLEAR);

  clear(): number {
    this.bits = MIN_BITS;
    this.next = FIRST_FREE;
    this.previous = null;
    return 0;
  }

  /** Writes the code's string at `start`, and learns the next one. Returns its length; null for a code that cannot stand here. */
  write(code: number, target: Uint8Array, start: number): number | null {
    const { previous } = this;
    if (code > this.next || (code >= CLEAR && previous === null)) return null;
    this.previous = code;
    if (previous === null) {
      target[start] = code;
      return 1;
    }
    // A code that is being learnt just now is the previous string and its own first byte.
    const known = code < this.next ? code : previous;
    this.writeChain(known, target, start);
    const first = target[start] ?? 0;
    const length = this.lengthOf(known);
    if (known !== code) target[start + length] = first;
    this.learn(previous, first);
    return known === code ? length : length + 1;
  }

  private writeChain(code: number, target: Uint8Array, start: number): void {
    for (let at = start + this.lengthOf(code) - 1, link = code; at >= start; at--) {
      target[at] = this.lastByte[link] ?? 0;
      link = this.shorter[link] ?? 0;
    }
  }

  private learn(shorter: number, lastByte: number): void {
    if (this.next >= 1 << MAX_BITS) return;
    this.shorter[this.next] = shorter;
    this.lastByte[this.next] = lastByte;
    this.lengths[this.next] = this.lengthOf(shorter) + 1;
    this.next++;
    if (this.next === (1 << this.bits) - 1 && this.bits < MAX_BITS) this.bits++;
  }

  private lengthOf(code: number): number {
    return this.lengths[code] ?? 0;
  }
}
