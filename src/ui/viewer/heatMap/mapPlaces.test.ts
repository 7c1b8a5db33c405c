import { expect, test } from 'vitest';
import { mapPlaces } from './mapPlaces.ts';

test('each ninth has the sum of its values over the sum of all sizes', () => {
  // 6 x 3: two columns a third. By hand, over 2 + 1 + 5 + 2 = 10
  const values = new Float32Array([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, -5, 0, 0, 2, 0, 0, 0]);
  expect(mapPlaces({ width: 6, height: 3, values })).toEqual([
    [0.3, 0, 0],
    [0, 0, -0.5],
    [0, 0.2, 0],
  ]);
});

test('an empty map has no places', () => {
  expect(mapPlaces({ width: 2, height: 2, values: new Float32Array(4) })).toBeNull();
});
