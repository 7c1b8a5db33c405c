/** The part of Emscripten's module that matters here; tfjs's types leave it out. */
export type Allocator = { _malloc: (bytes: number) => number; _free: (address: number) => void };

/**
 * Stands before the allocator of tfjs's WASM backend (`wasm` is its module), and does two things that it does not:
 *
 * 1. Freed blocks are cached by their size and handed out again. Every step of a training asks for what the step before has
 *    freed, so that activations and gradients are allocated once a run.
 * 2. A full memory is an error. tfjs does not look whether it got any, and would write its numbers over others: wrong
 *    results without a word.
 */
export class WasmHeap {
  /** Blocks that were really allocated, ever. */
  allocations = 0;
  private readonly allocate: (bytes: number) => number;
  private readonly free: (address: number) => void;
  private readonly sizes = new Map<number, number>();
  private readonly spare = new Map<number, number[]>();

  constructor(wasm: Allocator) {
    wasm._free(wasm._malloc(1)); // at its first call Emscripten puts the real function in place of this one
    this.allocate = wasm._malloc;
    this.free = wasm._free;
    wasm._malloc = (bytes) => this.take(bytes);
    wasm._free = (address) => this.giveBack(address);
  }

  /** Gives up what is cached: whoever comes next needs other sizes. */
  releaseSpare(): void {
    for (const address of [...this.spare.values()].flat()) {
      this.sizes.delete(address >>> 0);
      this.free(address);
    }
    this.spare.clear();
  }

  private take(bytes: number): number {
    const cached = this.spare.get(bytes)?.pop();
    if (cached !== undefined) return cached;
    const address = this.allocate(bytes) || this.allocateWithoutSpare(bytes);
    if (address === 0) return 0;
    this.allocations += 1;
    this.sizes.set(address >>> 0, bytes); // beyond 2 GB addresses come negative from here and positive from there
    return address;
  }

  private allocateWithoutSpare(bytes: number): number {
    this.releaseSpare();
    const address = this.allocate(bytes);
    if (address === 0 && bytes > 0)
      throw new Error(
        `There is no memory left for the ${Math.round(bytes / 2 ** 20)} MB that the network needs next. ` +
          'Choose a smaller batch, a smaller input or fewer filters.',
      );
    return address;
  }

  private giveBack(address: number): void {
    const bytes = this.sizes.get(address >>> 0);
    if (bytes === undefined) {
      this.free(address); // allocated before this stood here, or 0
      return;
    }
    const cached = this.spare.get(bytes);
    if (cached) cached.push(address);
    else this.spare.set(bytes, [address]);
  }
}
