import { expect, test } from 'vitest';
import { nearestPoint, pointsInBox, pointTowards } from './pointsInBox.ts';

// 0 in the middle, 1 right, 2 up, 3 left, 4 far right and a little up.
const map = { x: Float32Array.of(0, 1, 0, -2, 5), y: Float32Array.of(0, 0, 3, 0, 1) };

test('the points of a rectangle, whichever corner comes first', () => {
  expect(pointsInBox(map, { x: [1.5, -0.5], y: [-1, 4] })).toEqual([0, 1, 2]);
  expect(pointsInBox(map, { x: [8, 9], y: [0, 1] })).toEqual([]);
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
