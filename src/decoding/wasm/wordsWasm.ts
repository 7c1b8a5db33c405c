import binary from 'virtual:wasm/decoding/words';
import { aligned, IMAGE_ADDRESS, ImageMemory, startedOnce } from './imageMemory.ts';

/** What `assembly/` offers. `bytes`, `words`, `counts` and `to` are addresses. */
type Exports = {
  bitsOfWords(words: number, count: number): number;
  countWords(words: number, count: number, isSigned: boolean, counts: number): number;
  writeLevels(
    words: number,
    count: number,
    isSigned: boolean,
    low: number,
    scale: number,
    isInverted: boolean,
    to: number,
  ): void;
  widenBytes(bytes: number, count: number, to: number): void;
};

export type Words = Uint16Array | Int16Array;
/** Bytes are widened to words on their way in. */
export type WholeSamples = Words | Uint8Array;

const LEVELS_16_BITS = 65_536;
/** So many bytes are gone over at a time: some lie behind the words, or behind their levels. */
const LANES = 16;

/** What is done to each sample of an image of 16 bits, as WebAssembly with SIMD. Each answer is null for an image that is too large. */
export class WordsWasm extends ImageMemory<Exports> {
  constructor() {
    super(binary);
  }

  /** The bits that any of the words has. */
  bitsOf(words: Words): number | null {
    const held = this.holdWords(words, 0);
    return held && this.exports.bitsOfWords(held.at, words.length);
  }

  /**
   * How often each value occurs, from the least that words can be on, until this is called next; and the place of the first that does.
   */
  countsOf(samples: WholeSamples): { readonly counts: Uint32Array; readonly first: number } | null {
    const held = this.holdWords(samples, 4 * LEVELS_16_BITS);
    if (!held) return null;
    const first = this.exports.countWords(held.at, samples.length, samples instanceof Int16Array, held.free);
    return { counts: this.counts(held.free, LEVELS_16_BITS), first };
  }

  /** `writeLevels` of `windowing.ts`, in a new array. */
  levelsOf(samples: WholeSamples, low: number, scale: number, isInverted: boolean): Uint8Array<ArrayBuffer> | null {
    const { length } = samples;
    const held = this.holdWords(samples, length + LANES);
    if (!held) return null;
    this.exports.writeLevels(held.at, length, samples instanceof Int16Array, low, scale, isInverted, held.free);
    return this.bytes(held.free, length);
  }

  /** The addresses of the words, and of so many bytes of room. */
  private holdWords(samples: WholeSamples, room: number): { readonly at: number; readonly free: number } | null {
    const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
    const behind = aligned(IMAGE_ADDRESS + bytes.length + LANES);
    if (!(samples instanceof Uint8Array))
      return this.hold(bytes, behind + room) ? { at: IMAGE_ADDRESS, free: behind } : null;
    const free = aligned(behind + 2 * (bytes.length + LANES));
    if (!this.hold(bytes, free + room)) return null;
    this.exports.widenBytes(IMAGE_ADDRESS, bytes.length, behind);
    return { at: behind, free };
  }
}

export const wordsWasm = startedOnce(() => new WordsWasm());
