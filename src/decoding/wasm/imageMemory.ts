import { clearVectorState } from './vectorState.ts';

const PAGE_BYTES = 65_536;
/** Where images are placed: below lie the module's constants. */
export const IMAGE_ADDRESS = 4096;
/** Larger ones are left to plain arithmetic: WebAssembly memory never shrinks. */
const MOST_BYTES = 32_000_000;

/** WebAssembly with SIMD, and the memory that it works in. */
export class ImageMemory<Exports> {
  readonly exports: Exports;
  private readonly memory = new WebAssembly.Memory({ initial: 16 });

  /** Throws where WebAssembly, or its SIMD, is missing or forbidden. */
  constructor(binary: Uint8Array<ArrayBuffer>) {
    const module = new WebAssembly.Module(binary);
    this.exports = new WebAssembly.Instance(module, { env: { memory: this.memory } }).exports as unknown as Exports;
  }

  /** Places an image at `IMAGE_ADDRESS` and makes room up to the address `end`; false where that is too far. */
  hold(pixels: Uint8Array, end: number): boolean {
    if (end > MOST_BYTES) return false;
    const missing = end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE_BYTES));
    new Uint8Array(this.memory.buffer).set(pixels, IMAGE_ADDRESS);
    clearVectorState(); // WebAssembly runs next
    return true;
  }

  /** A copy of what lies there. */
  bytes(at: number, count: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer, at, count).slice();
  }

  floats(at: number, count: number): Float64Array {
    return new Float64Array(this.memory.buffer, at, count).slice();
  }

  /** What lies there, until something else is held. */
  counts(at: number, count: number): Uint32Array {
    return new Uint32Array(this.memory.buffer, at, count);
  }
}

/** One for all; null where WebAssembly with SIMD is missing or forbidden. */
export function startedOnce<T>(start: () => T): () => T | null {
  /** Undefined before the first use. */
  let instance: T | null | undefined;
  return () => {
    if (instance === undefined) instance = orNull(start);
    return instance;
  };
}

function orNull<T>(start: () => T): T | null {
  try {
    return start();
  } catch {
    return null;
  }
}

/** The next address from here on at which numbers of any kind may lie. */
export function aligned(at: number): number {
  return Math.ceil(at / 64) * 64;
}
