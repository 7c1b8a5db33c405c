import { expect, it } from 'vitest';
import { type Allocator, WasmHeap } from './wasmMemory.ts';

/** Gives `room` bytes, in blocks whose addresses are never used twice. */
function emscripten(room: number) {
  const given = new Map<number, number>();
  let next = 64;
  const real = (bytes: number) => {
    if (bytes > room) return 0;
    room -= bytes;
    given.set(next, bytes);
    next += bytes;
    return next - bytes;
  };
  const wasm: Allocator = {
    // As Emscripten does it: the first call puts the real function in place.
    _malloc: (bytes) => {
      wasm._malloc = real;
      return real(bytes);
    },
    _free: (address) => {
      room += given.get(address) ?? 0;
      given.delete(address);
    },
  };
  return wasm;
}

it('passes on what was allocated, and makes an error in words of memory that was not given', () => {
  const wasm = emscripten(1000);
  new WasmHeap(wasm);
  expect(wasm._malloc(10)).toBe(65); // the byte of the start was given back, its address is not used again
  expect(() => wasm._malloc(3 * 2 ** 20)).toThrow(/no memory left for the 3 MB.*smaller batch/);
});

it('lets nothing be allocated for a tensor without numbers', () => {
  const wasm: Allocator = { _malloc: () => 0, _free: () => {} };
  new WasmHeap(wasm);
  expect(wasm._malloc(0)).toBe(0);
});

it('hands a freed block out again to who asks for that size, and to nobody else', () => {
  const wasm = emscripten(1000);
  const heap = new WasmHeap(wasm);
  const [first, second] = [wasm._malloc(100), wasm._malloc(100)];
  wasm._free(first);
  expect(wasm._malloc(101)).not.toBe(first);
  expect(wasm._malloc(100)).toBe(first);
  expect(wasm._malloc(100)).not.toBe(second);
  expect(heap.allocations).toBe(4);
});

it('knows a block again whose address is told without its sign', () => {
  const high = -1024; // what a pointer beyond 2 GB looks like to JavaScript
  const wasm: Allocator = { _malloc: () => high, _free: () => {} };
  const heap = new WasmHeap(wasm);
  wasm._malloc(100);
  wasm._free(2 ** 32 - 1024);
  expect(wasm._malloc(100) >>> 0).toBe(2 ** 32 - 1024);
  expect(heap.allocations).toBe(1);
});

it('gives kept blocks up before it says that the memory is full', () => {
  const wasm = emscripten(1000);
  new WasmHeap(wasm);
  wasm._free(wasm._malloc(900));
  expect(wasm._malloc(950)).toBeGreaterThan(0);
});

it('gives kept blocks up when it is told to', () => {
  const freed: number[] = [];
  const wasm: Allocator = { _malloc: (bytes) => bytes, _free: (address) => freed.push(address) };
  const heap = new WasmHeap(wasm);
  freed.length = 0;
  wasm._free(wasm._malloc(128));
  expect(freed).toEqual([]);
  heap.releaseSpare();
  expect(freed).toEqual([128]);
  wasm._malloc(128);
  expect(heap.allocations).toBe(2);
});
