import { expect, it } from 'vitest';
import { refuseFailedAllocations } from './wasmMemory.ts';

it('passes on what was allocated, and makes an error in words of memory that was not given', () => {
  const full = 1000;
  const real = (bytes: number) => (bytes < full ? 64 : 0);
  const wasm = {
    // As Emscripten does it: the first call puts the real function in place.
    _malloc: (bytes: number) => {
      wasm._malloc = real;
      return real(bytes);
    },
    _free: () => {},
  };
  refuseFailedAllocations(wasm);
  expect(wasm._malloc(10)).toBe(64);
  expect(() => wasm._malloc(3 * 2 ** 20)).toThrow(/no memory left for the 3 MB.*smaller batch/);
});

it('lets nothing be allocated for a tensor without numbers', () => {
  const wasm = { _malloc: () => 0, _free: () => {} };
  refuseFailedAllocations(wasm);
  expect((wasm._malloc as (bytes: number) => number)(0)).toBe(0);
});
