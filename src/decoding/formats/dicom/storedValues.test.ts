import { expect, test } from 'vitest';
import { storedValues } from './storedValues.ts';

const WORDS = { bytesPerSample: 2, isBigEndian: false, isSigned: false, bitsStored: 16, highBit: 15 } as const;
/** 1, 258 and 65,535 little-endian, behind `before` other bytes. */
const at = (before: number) => Uint8Array.from([...Array(before).fill(7), 1, 0, 2, 1, 255, 255]).subarray(before);

test.each([0, 1, 2, 3])('words are read wherever they begin: %i bytes into a file', (before) => {
  expect([...storedValues(at(before), 3, WORDS)]).toEqual([1, 258, 65_535]);
  expect([...storedValues(at(before), 3, { ...WORDS, isSigned: true })]).toEqual([1, 258, -1]);
  expect([...storedValues(at(before), 3, { ...WORDS, isBigEndian: true })]).toEqual([256, 513, 65_535]);
});

test('of 12 stored bits the others are none of the value, and the file stays as it is', () => {
  const file = at(2);
  const layout = { ...WORDS, bitsStored: 12, highBit: 11 } as const;
  expect([...storedValues(file, 3, layout)]).toEqual([1, 258, 4095]);
  expect([...storedValues(file, 3, { ...layout, isSigned: true })]).toEqual([1, 258, -1]);
  expect([...file]).toEqual([...at(2)]);
});
