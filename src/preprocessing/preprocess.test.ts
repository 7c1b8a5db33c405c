import { expect, test } from 'vitest';
import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { inputFrame, preprocess, preprocessingKey, toUnitRange } from './preprocess.ts';
import type { PreprocessingSpec } from './preprocessingSpec.ts';

const stretch1: PreprocessingSpec = { version: 1, size: 2, depth: 1, fit: 'stretch' };
const grey: DecodedImage = {
  width: 4,
  height: 2,
  channels: 1,
  pixels: Uint8Array.of(0, 10, 20, 30, 100, 110, 120, 130),
};
/** Left half red, right half blue: luma 76 and 29 (ITU-R BT.601). */
const coloured: DecodedImage = { width: 2, height: 1, channels: 3, pixels: Uint8Array.of(255, 0, 0, 0, 0, 255) };

test('stretching fills the square', () => {
  expect([...preprocess(grey, stretch1)]).toEqual([5, 25, 105, 125]);
});

test('padding keeps the aspect and puts black above and below a wide picture', () => {
  const wide = preprocess(grey, { ...stretch1, size: 4, fit: 'pad' });
  expect([...wide]).toEqual([0, 0, 0, 0, 0, 10, 20, 30, 100, 110, 120, 130, 0, 0, 0, 0]);
});

test('padding puts black beside a tall picture, one more column at the right where the margin is odd', () => {
  const tall: DecodedImage = { width: 1, height: 4, channels: 1, pixels: Uint8Array.of(1, 2, 3, 4) };
  const square = preprocess(tall, { ...stretch1, size: 4, fit: 'pad' });
  expect([...square]).toEqual([0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0]);
});

test('the thinnest picture keeps at least one column', () => {
  const thin: DecodedImage = { width: 1, height: 400, channels: 1, pixels: new Uint8Array(400).fill(9) };
  const square = preprocess(thin, { ...stretch1, fit: 'pad' });
  expect([...square]).toEqual([9, 0, 9, 0]);
});

test('a coloured picture at depth 1 is its luma', () => {
  expect([...preprocess(coloured, stretch1)]).toEqual([76, 29, 76, 29]);
});

test('a coloured picture at depth 3 keeps its channels, last', () => {
  expect([...preprocess(coloured, { ...stretch1, depth: 3 })]).toEqual([255, 0, 0, 0, 0, 255, 255, 0, 0, 0, 0, 255]);
  expect([...preprocess(coloured, { ...stretch1, depth: 3, fit: 'pad' })]).toEqual([
    255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0,
  ]);
});

test('a grey picture at depth 3 has three equal channels', () => {
  expect([...preprocess(grey, { ...stretch1, depth: 3 })]).toEqual([5, 5, 5, 25, 25, 25, 105, 105, 105, 125, 125, 125]);
});

test('the result never shares memory with the picture', () => {
  const square: DecodedImage = { width: 2, height: 2, channels: 1, pixels: Uint8Array.of(1, 2, 3, 4) };
  const pixels = preprocess(square, stretch1);
  expect(pixels).toEqual(square.pixels);
  expect(pixels.buffer).not.toBe(square.pixels.buffer);
});

test('settings that make other pixels have other keys', () => {
  const specs: PreprocessingSpec[] = [
    stretch1,
    { ...stretch1, size: 64 },
    { ...stretch1, depth: 3 },
    { ...stretch1, fit: 'pad' },
  ];
  expect(new Set(specs.map(preprocessingKey)).size).toBe(specs.length);
  expect(preprocessingKey({ ...stretch1 })).toBe(preprocessingKey(stretch1));
});

test('bytes become 0 to 1, also in the middle of a batch', () => {
  expect([...toUnitRange(Uint8Array.of(0, 51, 255))]).toEqual([0, Math.fround(0.2), 1]);
  const batch = new Float32Array(4).fill(-1);
  toUnitRange(Uint8Array.of(255, 0), batch, 1);
  expect([...batch]).toEqual([-1, 1, 0, -1]);
});

test('the frame is the rectangle of the image that the square shows, margins included', () => {
  expect(inputFrame(grey, stretch1)).toEqual({ left: 0, top: 0, width: 4, height: 2 });
  expect(inputFrame(grey, { ...stretch1, size: 4, fit: 'pad' })).toEqual({ left: 0, top: -1, width: 4, height: 4 });
  const tall: DecodedImage = { width: 1, height: 4, channels: 1, pixels: Uint8Array.of(1, 2, 3, 4) };
  expect(inputFrame(tall, { ...stretch1, size: 4, fit: 'pad' })).toEqual({ left: -1, top: 0, width: 4, height: 4 });
});

test('the frame of a harmonised image lies around the head', () => {
  const pixels = new Uint8Array(128 * 128);
  for (let y = 16; y < 112; y++) pixels.fill(200, y * 128 + 32, y * 128 + 96);
  const frame = inputFrame(
    { width: 128, height: 128, channels: 1, pixels },
    { ...stretch1, size: 32, fit: 'harmonise' },
  );
  // The head is 64 x 96: 21 columns of the 32, five black ones on their left.
  expect(frame.left).toBeCloseTo(32 - (5 * 64) / 21, 9);
  expect(frame.width).toBeCloseTo((32 * 64) / 21, 9);
  expect([frame.top, frame.height]).toEqual([16, 96]);
});
