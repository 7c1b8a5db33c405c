import { expect, test } from 'vitest';
import { unpackPackBits } from './packBits.ts';

/** The example of Apple's Technical Note TN1023, which defined the format. */
const packed = [0xfe, 0xaa, 0x02, 0x80, 0x00, 0x2a, 0xfd, 0xaa, 0x03, 0x80, 0x00, 0x2a, 0x22, 0xf7, 0xaa];
const unpacked = [
  ...[0xaa, 0xaa, 0xaa, 0x80, 0x00, 0x2a, 0xaa, 0xaa, 0xaa, 0xaa, 0x80, 0x00],
  ...[0x2a, 0x22, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa, 0xaa],
];

test("the definition's own example is unpacked", () => {
  const target = new Uint8Array(24);
  expect(unpackPackBits(Uint8Array.from(packed), target)).toBe(24);
  expect([...target]).toEqual(unpacked);
});

test('128 means nothing', () => {
  const target = new Uint8Array(2);
  expect(unpackPackBits(Uint8Array.of(128, 0, 7, 128, 0, 9), target)).toBe(2);
  expect([...target]).toEqual([7, 9]);
});

test('data that end early give a shorter count, at every length', () => {
  const counts = packed.map((_, length) =>
    unpackPackBits(Uint8Array.from(packed.slice(0, length)), new Uint8Array(24)),
  );
  // After n bytes: runs count only with their byte, literals one by one.
  expect(counts).toEqual([0, 0, 3, 3, 4, 5, 6, 6, 10, 10, 11, 12, 13, 14, 14]);
});

test('nothing is written beyond the target', () => {
  // 2 bytes end within the first run, 5 within the literal behind it.
  for (const room of [2, 5]) {
    const memory = new Uint8Array(8).fill(1);
    expect(unpackPackBits(Uint8Array.from(packed), memory.subarray(0, room))).toBe(room);
    expect([...memory]).toEqual([...unpacked.slice(0, room), ...Array(8 - room).fill(1)]);
  }
});
