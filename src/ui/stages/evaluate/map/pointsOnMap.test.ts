import { expect, test } from 'vitest';
import { nearestPoint, pointsInOutline, pointTowards } from './pointsOnMap.ts';

// 0 in the middle, 1 right, 2 up, 3 left, 4 far right and a little up.
const map = { x: Float32Array.of(0, 1, 0, -2, 5), y: Float32Array.of(0, 0, 3, 0, 1) };

const outline = (...corners: (readonly [number, number])[]) => corners.map(([x, y]) => ({ x, y }));

test('the points of a frame, whichever way it was drawn', () => {
  const frame = outline([1.5, -1], [1.5, 4], [-0.5, 4], [-0.5, -1]);
  expect(pointsInOutline(map, frame)).toEqual([0, 1, 2]);
  expect(pointsInOutline(map, frame.toReversed())).toEqual([0, 1, 2]);
  expect(pointsInOutline(map, outline([8, 0], [9, 0], [9, 1]))).toEqual([]);
  expect(pointsInOutline(map, [])).toEqual([]);
});

test('of a free form what lies in its bay, or in a loop that it crosses, is outside', () => {
  // A U open to the top: its bay holds the point in the middle and the one above, its left arm the third.
  const bay = outline([-3, 5], [-3, -2], [6, -2], [6, 5], [4, 5], [4, -1], [-1, -1], [-1, 5]);
  expect(pointsInOutline(map, bay)).toEqual([3, 4]);
  // Twice around the middle: the inner square is crossed twice.
  const twice = outline([-3, -3], [3, -3], [3, 2], [-0.5, 2], [-0.5, -0.5], [0.5, -0.5], [0.5, 2.5], [-3, 2.5]);
  expect(pointsInOutline(map, twice)).toEqual([1, 3]);
});

test('the nearest point, as it looks on the screen', () => {
  expect(nearestPoint(map, { x: 0.8, y: 0.1 }, { x: 1, y: 1 })).toBe(1);
  // Where a unit of y is small on the screen, the point above is nearer.
  expect(nearestPoint(map, { x: 0.9, y: 2 }, { x: 0.1, y: 10 })).toBe(1);
  expect(nearestPoint({ x: new Float32Array(), y: new Float32Array() }, { x: 0, y: 0 }, { x: 1, y: 1 })).toBeNull();
});

test('arrows go to the nearest point on their side, and stay where there is none', () => {
  expect(pointTowards(map, 0, [1, 0])).toBe(1);
  expect(pointTowards(map, 1, [1, 0])).toBe(4);
  expect(pointTowards(map, 0, [0, 1])).toBe(2);
  expect(pointTowards(map, 0, [0, -1])).toBe(0);
});
