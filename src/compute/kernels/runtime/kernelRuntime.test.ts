import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { expect, test } from 'vitest';
import { KernelRuntime } from './kernelRuntime.ts';

const FULL = /memory of the WASM backend is full/;

/** A heap of `bytes` that hands out one block after the other, and knows which are in use. */
function heap(bytes: number) {
  const used = new Map<number, number>();
  let next = 64;
  const wasm = {
    _malloc(size: number): number {
      const cut = size >>> 0; // as WebAssembly sees it
      if (next + cut > bytes) return 0;
      used.set(next, cut);
      next += Math.ceil(cut / 64) * 64;
      return next - Math.ceil(cut / 64) * 64;
    },
    _free: (address: number) => void used.delete(address),
  };
  const memory = new WebAssembly.Memory({ initial: bytes / 65_536 });
  const backend = { wasm, getMemoryOffset: () => 0 } as unknown as BackendWasm;
  const runtime = new KernelRuntime(
    backend,
    memory,
    { run: () => {}, serve: () => {} },
    { threads: 1, mayBlock: false },
  );
  const isInUse = (at = 0, size = 0) => [...used].some(([from, length]) => from <= at && at + size <= from + length);
  return { runtime, isInUse };
}

test('after a block that did not fit, the next smaller one is not the one that was given back', () => {
  const { runtime, isInUse } = heap(65_536);
  const before = runtime.scratch(0, 1000).at[0];
  expect(isInUse(before, 1000)).toBe(true);
  expect(() => runtime.scratch(0, 100_000)).toThrow(FULL);
  const after = runtime.scratch(0, 1000).at[0];
  expect(isInUse(after, 1000)).toBe(true);
});

test('a block larger than any heap is refused, not cut to its lower 32 bits', () => {
  const { runtime } = heap(65_536);
  expect(() => runtime.scratch(0, 2 ** 32 + 64)).toThrow(FULL);
});

test('a tensor for which there was no room is an error, not address 0', () => {
  const { runtime } = heap(65_536);
  expect(() => runtime.address({ dataId: {} })).toThrow(FULL);
});
