import { expect, test } from 'vitest';
import { maskOverlap } from './maskOverlap.ts';

/** 4 x 4 pixels; the left half is marked. */
const mask = {
  width: 4,
  height: 4,
  labels: [255],
  places: Uint8Array.from({ length: 16 }, (_, i) => (i % 4 < 2 ? 1 : 0)),
};
const frame = { left: 0, top: 0, width: 4, height: 4 };
/** Two columns and two rows, each cell over four pixels. */
const map = (...values: number[]) => ({
  ...({ method: 'grad-cam', classIndex: 1, width: 2, height: 2 } as const),
  values: Float32Array.from(values),
  frame,
});

test('a map that lies in the mask points at it', () => {
  // The hot quarter is half of the marked half: 4 of 8 pixels.
  expect(maskOverlap(map(1, 0, 0, 0), mask)).toEqual({ pointsAtMask: true, iou: 0.5, inside: 1, covered: 0.5 });
});

test('a map beside the mask does not, and what speaks against the class does not count', () => {
  // Hot: the right column. Marked or hot: all 16 pixels.
  expect(maskOverlap(map(-9, 2, 1, 2), mask)).toEqual({
    pointsAtMask: false,
    iou: 4 / 16,
    inside: 1 / 5,
    covered: 0.5,
  });
});

test('the frame says where the map lies on the scan', () => {
  const moved = { ...map(0, 1, 0, 0), frame: { left: -2, top: 0, width: 4, height: 4 } };
  // The right column of the map lies over the left half of the scan.
  expect(maskOverlap(moved, mask)).toEqual({ pointsAtMask: true, iou: 0.5, inside: 1, covered: 0.5 });
});

test('an empty map or mask has no overlap', () => {
  expect(maskOverlap(map(0, -1, 0, 0), mask)).toBeNull();
  expect(maskOverlap(map(1, 0, 0, 0), { ...mask, places: new Uint8Array(16) })).toBeNull();
});

test('a cell is hot from half of the strongest value on', () => {
  // Hot: the upper left quarter alone (0.49), then the upper half (0.5); marked or hot: the left half, then 12 pixels.
  expect(maskOverlap(map(1, 0.49, 0, 0), mask)?.iou).toBe(4 / 8);
  expect(maskOverlap(map(1, 0.5, 0, 0), mask)?.iou).toBe(4 / 12);
});

test('the map points at the middle of its strongest cell', () => {
  // One cell over all 4 x 4 pixels: its middle lies in the pixel (2, 2), whose corner is there.
  const whole = { ...map(1), width: 1, height: 1 };
  const only = (place: number) => ({ ...mask, places: Uint8Array.from({ length: 16 }, (_, i) => Number(i === place)) });
  const pointed = Array.from({ length: 16 }, (_, place) => maskOverlap(whole, only(place))?.pointsAtMask);
  expect(pointed.flatMap((is, place) => (is ? [place] : []))).toEqual([2 * 4 + 2]);
});

test('a large mask is sampled in the middles of 256 parts of a side', () => {
  // Of 512 rows and columns the odd ones are looked at; marked are the odd rows.
  const large = {
    ...mask,
    width: 512,
    height: 512,
    places: Uint8Array.from({ length: 512 ** 2 }, (_, i) => (i >> 9) & 1),
  };
  const frameOfAll = { left: 0, top: 0, width: 512, height: 512 };
  expect(maskOverlap({ ...map(1, 1, 1, 1), frame: frameOfAll }, large)).toMatchObject({ iou: 1, covered: 1 });
  const columns = { ...large, places: Uint8Array.from({ length: 512 ** 2 }, (_, i) => i & 1) };
  expect(maskOverlap({ ...map(1, 1, 1, 1), frame: frameOfAll }, columns)).toMatchObject({ iou: 1, covered: 1 });
});
