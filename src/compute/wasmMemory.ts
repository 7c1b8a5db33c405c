/** The part of Emscripten's module that matters here; tfjs's types leave it out. */
export type Allocator = { _malloc: (bytes: number) => number; _free: (address: number) => void };

/**
 * Makes a full WASM memory an error. tfjs does not look whether it got any, and would write its numbers over others:
 * wrong results without a word. `wasm` is the module of tfjs's WASM backend.
 */
export function refuseFailedAllocations(wasm: Allocator): void {
  wasm._free(wasm._malloc(1)); // at its first call Emscripten puts the real function in place of this one
  const allocate = wasm._malloc;
  wasm._malloc = (bytes) => {
    const address = allocate(bytes);
    if (address === 0 && bytes > 0)
      throw new Error(
        `There is no memory left for the ${Math.round(bytes / 2 ** 20)} MB that the network needs next. ` +
          'Choose a smaller batch, a smaller input or fewer kernels.',
      );
    return address;
  };
}
