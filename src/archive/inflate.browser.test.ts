import { deflateSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { PIECE_BYTES } from './byteStream.ts';
import { inflatedBlob, inflateInto } from './inflate.ts';

/** 97 KB that unpack to 100 MB. */
const bomb = deflateSync(new Uint8Array(100_000_000));

test('an entry that says less than comes out is stopped at what it said, not unpacked to its end', async () => {
  const packed = bomb.slice();
  const pieces = vi.spyOn(packed, 'slice');
  await expect(inflateInto(new Uint8Array(25_000), packed)).rejects.toThrow('another size');
  expect(Math.ceil(packed.length / PIECE_BYTES)).toBe(12);
  // The one that was too much, and those that the streams had asked for before.
  expect(pieces.mock.calls.length).toBeLessThanOrEqual(4);
});

test('so is one that is unpacked onto the disk', async () => {
  await expect(inflatedBlob(new Blob([bomb]), 5_000_000)).rejects.toThrow('another size');
  const whole = await inflatedBlob(new Blob([deflateSync(new Uint8Array(5_000_000).fill(7))]), 5_000_000);
  expect(new Uint8Array(await whole.arrayBuffer()).every((byte) => byte === 7)).toBe(true);
});

test('one that says more than comes out is refused, and one that says the truth comes out', async () => {
  const content = Uint8Array.from({ length: 20_000 }, (_, index) => (index * index) % 251);
  const packed = deflateSync(content);
  await expect(inflateInto(new Uint8Array(20_001), packed)).rejects.toThrow('another size');
  const unpacked = new Uint8Array(20_000);
  await inflateInto(unpacked, packed);
  expect(unpacked).toEqual(content);
});
