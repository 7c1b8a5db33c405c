import { expect, test } from 'vitest';
import { SliceWheel, wheelZoom } from './wheel.ts';

const turned = (pixels: number, notches = 1) => ({ pixels, notches });

test('a notch of a mouse wheel is one slice, whatever the system makes of it', () => {
  const wheel = new SliceWheel();
  expect([48, 100, 120, -100, -360].map((pixels) => wheel.turn(turned(pixels)))).toEqual([1, 1, 1, -1, -1]);
});

test('notches that a busy browser joined into one event are as many slices', () => {
  expect(new SliceWheel().turn(turned(200, 2))).toBe(2);
  expect(new SliceWheel().turn(turned(-360, 3))).toBe(-3);
});

test('small movements of a touch pad add up to slices, either way', () => {
  const wheel = new SliceWheel();
  const turns = (pixels: number, times: number) =>
    Array.from({ length: times }, () => wheel.turn(turned(pixels))).reduce((sum, slices) => sum + slices, 0);
  expect(turns(8, 25)).toBe(5); // 200 px at 40 a slice
  expect(turns(-8, 25)).toBe(-5);
});

test('turning the wheel there and back leaves the size as it was, and up is larger', () => {
  expect(wheelZoom(turned(-100), false)).toBeGreaterThan(1.1);
  expect(wheelZoom(turned(100), false) * wheelZoom(turned(-100), false)).toBeCloseTo(1, 12);
  expect(wheelZoom(turned(600, 3), false)).toBeCloseTo(wheelZoom(turned(200), false) ** 3, 12);
  expect(wheelZoom(turned(-5), true)).toBeGreaterThan(wheelZoom(turned(-5), false)); // fingers move by little
});
