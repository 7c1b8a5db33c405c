import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { clearVectorState } from '../../decoding/wasm/vectorState.ts';

/** What a job does; the numbers are those of `assembly/perform.ts`. */
export const JOB = {
  multiplyBlock: 1,
  packFilter: 2,
  packTurnedFilter: 3,
  convolveRows: 4,
  sumFilterGradient: 5,
  addParts: 6,
  biasGradient: 7,
  maxPool: 8,
  meanPool: 9,
  maxPoolGradient: 10,
  meanPoolGradient: 11,
  adam: 12,
  partialMoments: 13,
  mergeMoments: 14,
  normalize: 15,
  partialNormGradient: 16,
  mergeNormGradient: 17,
  normGradient: 18,
  multiplyTransposed: 19,
  finishRow: 20,
  packWinogradFilter: 21,
  convolveWinograd: 22,
  sumWinogradGradient: 23,
  finishWinogradGradient: 24,
  momentum: 25,
  resample: 26,
  normalizeHalved: 27,
  restoreScales: 28,
  partialHalvedGradient: 29,
  halvedNormGradient: 30,
} as const;

/** Elements of a task that only passes over memory; as in `assembly/sums.ts`. */
export const CHUNK = 16384;

export type KernelExports = {
  run(control: number, tasks: number, alone: number, mayBlock: number): void;
  serve(control: number, thread: number): void;
};

const CONTROL_BYTES = 512;
const JOB_WORD = 64;
const MAX_TASKS = 65535;
const LINE = 64;

const FULL = 'The memory of the WASM backend is full: use a smaller batch or input size.';

/** The compiled kernels at work on the heap of tfjs's WASM backend. Addresses and sizes are in bytes. */
export class KernelRuntime {
  readonly control: number;
  #scratch = 0;
  #capacity = 0;
  #words: Uint32Array;

  readonly backend: BackendWasm;
  readonly memory: WebAssembly.Memory;
  /** As many threads as it was made for, each with its scratch. */
  readonly threads: number;
  /** True where the caller does every task itself. */
  alone: boolean;
  readonly #kernels: KernelExports;
  readonly #mayBlock: boolean;

  constructor(
    backend: BackendWasm,
    memory: WebAssembly.Memory,
    kernels: KernelExports,
    { threads, mayBlock }: { threads: number; mayBlock: boolean },
  ) {
    this.backend = backend;
    this.memory = memory;
    this.threads = threads;
    this.alone = threads === 1;
    this.#kernels = kernels;
    this.#mayBlock = mayBlock;
    this.control = alignUp(allocate(backend, CONTROL_BYTES + LINE));
    this.#words = new Uint32Array(memory.buffer);
    this.#words.fill(0, this.control / 4, (this.control + CONTROL_BYTES) / 4);
  }

  /** Cuts room for this many bytes each, and `perThread` for every thread, out of one block that only ever grows. */
  scratch(perThread: number, ...sizes: readonly number[]): { threads: Scratch; at: number[] } {
    const rounded = sizes.map(alignUp);
    const each = alignUp(perThread);
    const total = rounded.reduce((sum, size) => sum + size, each * this.threads);
    if (total > this.#capacity) {
      if (this.#scratch) heapOf(this.backend)._free(this.#scratch);
      [this.#scratch, this.#capacity] = [0, 0]; // what is freed is not ours, even if there is no more
      this.#scratch = allocate(this.backend, total + LINE);
      this.#capacity = total;
    }
    let next = alignUp(this.#scratch);
    const at = rounded.map((size) => {
      next += size;
      return next - size;
    });
    return { threads: { from: next, each }, at };
  }

  /** Does `tasks` tasks of one job and returns when all are done. `words`: the job's parameters from the first. */
  run(job: number, words: readonly number[], tasks: number, scratch: Scratch = noScratch): void {
    if (tasks > MAX_TASKS)
      throw new Error(`This step has ${tasks} parts, more than ${MAX_TASKS}: use a smaller batch.`);
    if (tasks === 0) return;
    if (this.#words.buffer !== this.memory.buffer) this.#words = new Uint32Array(this.memory.buffer);
    const start = this.control / 4 + JOB_WORD;
    this.#words[start] = job;
    this.#words.set(words, start + 1);
    this.#words[start + 62] = scratch.from;
    this.#words[start + 63] = scratch.each;
    clearVectorState();
    this.#kernels.run(this.control, tasks, this.alone ? 1 : 0, this.#mayBlock ? 1 : 0);
  }

  /** Where a tensor's values lie on the heap. tfjs itself does not say when there was no room for them. */
  address(tensor: { readonly dataId: object }): number {
    const address = this.backend.getMemoryOffset(tensor.dataId);
    if (address === 0) throw new Error(FULL);
    return address;
  }
}

export type Scratch = { readonly from: number; readonly each: number };
const noScratch: Scratch = { from: 0, each: 0 };

/** Emscripten's allocator, which tfjs's types leave out. */
function heapOf(backend: BackendWasm): { _malloc(bytes: number): number; _free(address: number): void } {
  return backend.wasm as unknown as ReturnType<typeof heapOf>;
}

function allocate(backend: BackendWasm, bytes: number): number {
  // Of a size beyond 32 bits it would see but the lower half.
  const address = bytes < 2 ** 32 ? heapOf(backend)._malloc(bytes) >>> 0 : 0;
  if (address === 0) throw new Error(FULL);
  return address;
}

function alignUp(bytes: number): number {
  return Math.ceil(bytes / LINE) * LINE;
}

const bits = new DataView(new ArrayBuffer(4));

/** A number as the 32 bits of a float, to stand among a job's words. */
export function floatBits(value: number): number {
  bits.setFloat32(0, value);
  return bits.getUint32(0);
}
