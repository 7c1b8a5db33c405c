import binary from 'virtual:wasm/preprocessing';
import type { DecodedImage } from '../decoding/decodedImage.ts';

/** What `assembly/` offers; numbers are addresses and counts. */
type Exports = {
  areaSums(...numbers: number[]): void;
  rounded(sums: number, count: number, area: number, to: number): void;
};

const PAGE_BYTES = 65_536;
/** Below lie the module's constants. */
const PICTURE = 4096;
/** Larger ones are left to `areaSums`: the memory of a machine never shrinks. */
const MOST_BYTES = 32_000_000;

/** `areaSums` and its rounding in WebAssembly with SIMD. */
export class AreaMachine {
  private readonly memory = new WebAssembly.Memory({ initial: 16 });
  private readonly exports: Exports;

  /** Throws where WebAssembly, or its SIMD, is missing or forbidden. */
  constructor() {
    const module = new WebAssembly.Module(Uint8Array.from(atob(binary), (letter) => letter.charCodeAt(0)));
    this.exports = new WebAssembly.Instance(module, { env: { memory: this.memory } }).exports as unknown as Exports;
  }

  /** [height, width, channels], in a new array; null for a picture that is too large. */
  sums(image: DecodedImage, width: number, height: number): Float64Array | null {
    const at = this.sumUp(image, width, height);
    const count = width * height * image.channels;
    return at === null ? null : new Float64Array(this.memory.buffer, at, count).slice();
  }

  /** The sums over the whole area, halves rounded up: [height, width, channels] bytes in a new array; null as above. */
  averages(image: DecodedImage, width: number, height: number): Uint8Array | null {
    const at = this.sumUp(image, width, height);
    if (at === null) return null;
    const count = width * height * image.channels;
    this.exports.rounded(at, count, image.width * image.height, PICTURE);
    return new Uint8Array(this.memory.buffer, PICTURE, count).slice();
  }

  /** Where the sums are. */
  private sumUp(image: DecodedImage, width: number, height: number): number | null {
    const { channels, pixels } = image;
    const count = width * height * channels;
    const lines = aligned(PICTURE + Math.max(pixels.length, count) + 16);
    const sums = aligned(lines + 4 * image.width * channels + 64);
    const end = sums + 8 * count;
    if (end > MOST_BYTES) return null;
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    new Uint8Array(this.memory.buffer).set(pixels, PICTURE);
    this.exports.areaSums(PICTURE, image.width, image.height, channels, width, height, lines, sums);
    return sums;
  }
}

function aligned(at: number): number {
  return Math.ceil(at / 64) * 64;
}
