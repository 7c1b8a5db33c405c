import binary from 'virtual:wasm/preprocessing';

type Exports = { factSums(pixels: number, width: number, height: number, sums: number): void };

/** Of a grey picture: the sum of its levels, of their squares, and of the differences between neighbours, all exact. */
export type FactSums = readonly [levels: number, squares: number, differences: number];

const PAGE_BYTES = 65_536;
/** Below lie the module's constants. */
const SUMS = 4096;
const PICTURE = SUMS + 64;
/** Larger ones are left to plain arithmetic: the memory of a machine never shrinks. */
const MOST_BYTES = 32_000_000;

/** `plainFactSums` in WebAssembly with SIMD. */
export class FactsMachine {
  private readonly memory = new WebAssembly.Memory({ initial: 16 });
  private readonly exports: Exports;

  /** Throws where WebAssembly, or its SIMD, is missing or forbidden. */
  constructor() {
    const module = new WebAssembly.Module(Uint8Array.from(atob(binary), (letter) => letter.charCodeAt(0)));
    this.exports = new WebAssembly.Instance(module, { env: { memory: this.memory } }).exports as unknown as Exports;
  }

  /** Of [height, width] grey levels; null for a picture that is too large. */
  sums(grey: Uint8Array, width: number, height: number): FactSums | null {
    if (grey.length > MOST_BYTES) return null;
    const missing = PICTURE + grey.length - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    new Uint8Array(this.memory.buffer).set(grey, PICTURE);
    this.exports.factSums(PICTURE, width, height, SUMS);
    const [levels = 0, squares = 0, differences = 0] = new Float64Array(this.memory.buffer, SUMS, 3);
    return [levels, squares, differences];
  }
}

/** Whole numbers below 2^53: exact in any order of adding. */
export function plainFactSums(grey: Uint8Array, width: number, height: number): FactSums {
  let [levels, squares, differences] = [0, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const level = grey[at] ?? 0;
      levels += level;
      squares += level * level;
      if (x + 1 < width) differences += Math.abs(level - (grey[at + 1] ?? 0));
      if (y + 1 < height) differences += Math.abs(level - (grey[at + width] ?? 0));
    }
  }
  return [levels, squares, differences];
}
