import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { clearVectorState } from '../../../decoding/wasm/vectorState.ts';
import { JOB_BYTES, type Kernel, type KernelParams, type Scratch, writeJob } from './kernelParams.ts';

export type KernelExports = {
  run(control: number, tasks: number, alone: number, mayBlock: number): void;
  serve(control: number, thread: number): void;
};

/** As in `assembly/threads.ts`: where the job lies in the control block. */
const JOB_OFFSET = 256;
const CONTROL_BYTES = JOB_OFFSET + JOB_BYTES;
const MAX_TASKS = 65535;
const LINE = 64;

const FULL = 'The memory of the WASM backend is full: use a smaller batch or input size.';

/** The compiled kernels at work on the heap of tfjs's WASM backend. Addresses and sizes are in bytes. */
export class KernelRuntime {
  readonly control: number;
  #scratch = 0;
  #capacity = 0;
  #heap: DataView;

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
    this.#heap = new DataView(memory.buffer);
    new Uint8Array(memory.buffer).fill(0, this.control, this.control + CONTROL_BYTES);
  }

  /** Cuts room for this many bytes each, and `perThread` for every thread, out of one block that only ever grows. */
  scratch(perThread: number, ...sizes: readonly number[]): { scratch: Scratch; at: number[] } {
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
    return { scratch: { from: next, each }, at };
  }

  /** Does `tasks` tasks of one kernel and returns when all are done. */
  run<K extends Kernel>(kernel: K, params: KernelParams<K>, tasks: number): void {
    if (tasks > MAX_TASKS)
      throw new Error(`This step has ${tasks} parts, more than ${MAX_TASKS}: use a smaller batch.`);
    if (tasks === 0) return;
    if (this.#heap.buffer !== this.memory.buffer) this.#heap = new DataView(this.memory.buffer);
    writeJob(this.#heap, this.control + JOB_OFFSET, kernel, params);
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
