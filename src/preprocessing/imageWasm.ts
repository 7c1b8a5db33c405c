import binary from 'virtual:wasm/preprocessing';
import { clearVectorState } from '../decoding/wasm/vectorState.ts';

/** What `assembly/` offers. `pixels`, `lines`, `sums` and `to` are addresses. */
type Exports = {
  areaSums(
    pixels: number,
    inputWidth: number,
    inputHeight: number,
    channels: number,
    width: number,
    height: number,
    lines: number,
    sums: number,
  ): void;
  rounded(sums: number, count: number, area: number, to: number): void;
  factSums(pixels: number, width: number, height: number, sums: number): void;
};

const PAGE_BYTES = 65_536;
/** Where images are placed: below lie the module's constants. */
export const IMAGE_ADDRESS = 4096;
/** Larger ones are left to plain arithmetic: WebAssembly memory never shrinks. */
const MOST_BYTES = 32_000_000;

/** `assembly/` in WebAssembly with SIMD, and the memory that it works in. */
export class ImageWasm {
  readonly exports: Exports;
  private readonly memory = new WebAssembly.Memory({ initial: 16 });

  /** Throws where WebAssembly, or its SIMD, is missing or forbidden. */
  constructor() {
    const module = new WebAssembly.Module(binary);
    this.exports = new WebAssembly.Instance(module, { env: { memory: this.memory } }).exports as unknown as Exports;
  }

  /** Places pixels at `IMAGE_ADDRESS` and makes room up to the address `end`; false where that is too far. */
  hold(pixels: Uint8Array, end: number): boolean {
    if (end > MOST_BYTES) return false;
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    new Uint8Array(this.memory.buffer).set(pixels, IMAGE_ADDRESS);
    clearVectorState(); // WebAssembly runs next
    return true;
  }

  /** A copy of what lies there. */
  bytes(at: number, count: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, count).slice();
  }

  floats(at: number, count: number): Float64Array {
    return new Float64Array(this.memory.buffer, at, count).slice();
  }
}

/** Undefined before the first use. */
let instance: ImageWasm | null | undefined;

/** One for all; null where WebAssembly with SIMD is missing or forbidden. */
export function imageWasm(): ImageWasm | null {
  if (instance === undefined) instance = started();
  return instance;
}

function started(): ImageWasm | null {
  try {
    return new ImageWasm();
  } catch {
    return null;
  }
}

/** The next address from here on at which numbers of any kind may lie. */
export function aligned(at: number): number {
  return Math.ceil(at / 64) * 64;
}
