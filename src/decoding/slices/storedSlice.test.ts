import { describe, expect, test } from 'vitest';
import { UserError } from '../../dataset/userError.ts';
import { narrowed } from '../image/rawImage.ts';
import { readStoredSlice, type StoredSlice, writeStoredSlice } from './storedSlice.ts';

const SLICE: StoredSlice = {
  ...{ width: 3, height: 2, channels: 1, values: Int16Array.of(-1000, -1, 0, 1, 300, 3000) },
  ...{ window: { low: -160.5, high: 240 }, inverted: true, padding: null, pixelAspect: 1, source: 'dicom' },
  headerFields: [['Echo time', '4.2 ms']],
};

test.each([
  ['signed', SLICE],
  ['bytes', { ...SLICE, values: Uint8Array.of(0, 1, 2, 3, 4, 255), inverted: false, source: 'nifti' }],
  ['16 bits', { ...SLICE, values: Uint16Array.of(0, 1, 2, 3, 4, 65_535), headerFields: [] }],
  ['fractions', { ...SLICE, values: Float32Array.of(0.5, -1, 2, 3, 4, 1e30) }],
  ['colour', { ...SLICE, width: 1, channels: 3, values: Uint8Array.of(1, 2, 3, 4, 5, 6) }],
  ['flat pixels', { ...SLICE, pixelAspect: 2 / 3 }],
  ['padding', { ...SLICE, padding: { low: -1000, high: -1 } }],
  ['another window in version 1 of the preprocessing', { ...SLICE, windowOfVersion1: { low: -7.5, high: 12 } }],
] satisfies [string, StoredSlice][])('a slice (%s) comes back as it was kept', (_, slice) => {
  expect(readStoredSlice(writeStoredSlice(slice))).toEqual(slice);
});

test('bytes that lie anywhere in a larger buffer are read the same', () => {
  const kept = writeStoredSlice({ ...SLICE, values: Float32Array.of(0.5, 1, 2, 3, 4, 5) });
  const buffer = new Uint8Array(kept.length + 9);
  buffer.set(kept, 5);
  expect(readStoredSlice(buffer.subarray(5, 5 + kept.length)).values).toEqual(Float32Array.of(0.5, 1, 2, 3, 4, 5));
});

/** Laid out by hand: 2 x 1 values of 16 bits, with one fact. */
const FIRST_VERSION = Uint8Array.from([
  ...[0x89, 0x41, 0x58, 0x49, 0x41, 0x4c, 0x73, 1], // magic and version
  ...[2, 0, 0, 0, 1, 0, 0, 0], // width and height
  ...[1, 1, 1, 0], // channels, unsigned 16 bits, NIfTI, not inverted
  ...[10, 0, 0, 0], // bytes of the headerFields
  ...[0, 0, 0, 0, 0, 0, 0xf8, 0xbf], // low: -1.5
  ...[0, 0, 0, 0, 0, 0, 0x59, 0x40], // high: 100
  ...[0x2a, 0, 0x39, 0x30], // 42 and 12345
  ...new TextEncoder().encode('[["a",""]]'),
]);

test('a slice that was kept before pixels had an aspect is read, and kept again with the same bytes', () => {
  const slice: StoredSlice = {
    ...{ width: 2, height: 1, channels: 1, values: Uint16Array.of(42, 12_345), source: 'nifti' },
    ...{ window: { low: -1.5, high: 100 }, inverted: false, padding: null, pixelAspect: 1, headerFields: [['a', '']] },
  };
  expect(readStoredSlice(FIRST_VERSION)).toEqual(slice);
  expect(writeStoredSlice(slice)).toEqual(FIRST_VERSION);
});

test('how the file was encoded is not kept', () => {
  const told: StoredSlice = { ...SLICE, headerFields: [...SLICE.headerFields, ['Transfer syntax', 'RLE']] };
  expect(writeStoredSlice(told)).toEqual(writeStoredSlice(SLICE));
});

test('its place and its patient are not kept', () => {
  const more = { ...SLICE, position: 7, series: 'aaaa', subject: { id: 'bbbb', from: 'dicom' } };
  expect(writeStoredSlice(more)).toEqual(writeStoredSlice(SLICE));
});

describe('damage', () => {
  const kept = writeStoredSlice(SLICE);
  const padded = writeStoredSlice({ ...SLICE, padding: { low: -1000, high: -1 } });
  const withTwoWindows = writeStoredSlice({ ...SLICE, windowOfVersion1: { low: -7.5, high: 12 } });
  const changed = (at: number, value: number, from = kept) => {
    const bytes = from.slice();
    bytes[at] = value;
    return bytes;
  };

  test.each([
    ['cut short', kept.subarray(0, kept.length - 1)],
    ['cut within its header', kept.subarray(0, 30)],
    ['of five channels', changed(16, 5)],
    ['of a version to come', changed(7, 4)],
    ['of a later version than its header', changed(7, 3, padded)],
    ['of no known type', changed(17, 9)],
    ['with pixels 65,536 times as high as wide', changed(47, 0x40, padded)],
    ['with padding upside down', changed(55, 0x40, padded)],
    ['of no known source', changed(18, 9)],
    ['too wide', changed(9, 200)],
    ['with a window upside down', changed(31, 0x7f)],
    ['with the window of version 1 upside down', changed(79, 0xc0, withTwoWindows)],
    ['with headerFields that are no headerFields', changed(kept.length - 1, 0x20)],
  ])('a slice %s is refused in words', (_, bytes) => {
    expect(() => readStoredSlice(bytes)).toThrow(UserError);
  });
});

test.each([
  ['small whole numbers', [0, 7, 255], Uint8Array],
  ['larger ones', [0, 256], Uint16Array],
  ['those with a sign', [-1, 255], Int16Array],
  ['those of both kinds', [-1, 32_768], Float32Array],
  ['fractions', [0.5], Float32Array],
])('%s are kept in the narrowest type', (_, values, Type) => {
  expect(narrowed(values)).toBeInstanceOf(Type);
  expect(Array.from(narrowed(values))).toEqual(values);
});

test.each([
  ['small ones', Uint16Array.of(0, 7, 255), Uint8Array],
  ['large ones', Uint16Array.of(0, 65_535, 3), Uint16Array],
  ['small ones that might have a sign', Int16Array.of(0, 255), Uint8Array],
  ['large ones that might', Int16Array.of(0, 32_767, 256), Uint16Array],
  ['one with a sign', Int16Array.of(1, 2, -1), Int16Array],
  ['a large one at an odd end', Uint16Array.of(1, 2, 256), Uint16Array],
  ['a part of others', Int16Array.of(-1, 1, 256, 2, -1).subarray(1, 4), Uint16Array],
])('16-bit numbers are kept in the narrowest type: %s', (_, words, Type) => {
  const before = Array.from(words);
  expect(narrowed(words)).toBeInstanceOf(Type);
  expect(Array.from(narrowed(words))).toEqual(before);
});

test('what is not finite becomes 0', () => {
  expect([...narrowed([1, Number.NaN, Number.POSITIVE_INFINITY])]).toEqual([1, 0, 0]);
});
