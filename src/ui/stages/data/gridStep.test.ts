import { expect, test } from 'vitest';
import { gridStep } from './gridStep.ts';

// 8 cells in rows of 3:  0 1 2 / 3 4 5 / 6 7
test('arrows go to the neighbour, and nowhere at the edge of the grid', () => {
  expect(gridStep('ArrowRight', 2, 8, 3)).toBe(3);
  expect(gridStep('ArrowLeft', 0, 8, 3)).toBeNull();
  expect(gridStep('ArrowUp', 1, 8, 3)).toBeNull();
  expect(gridStep('ArrowDown', 4, 8, 3)).toBe(7);
  expect(gridStep('ArrowRight', 7, 8, 3)).toBeNull();
});

test('down into a shorter last row lands on its last cell, and the last row has nothing below', () => {
  expect(gridStep('ArrowDown', 5, 8, 3)).toBe(7);
  expect(gridStep('ArrowDown', 6, 8, 3)).toBeNull();
});

test('Home and End go to the ends; other keys are not for the grid', () => {
  expect(gridStep('Home', 5, 8, 3)).toBe(0);
  expect(gridStep('End', 1, 8, 3)).toBe(7);
  expect(gridStep('a', 1, 8, 3)).toBeNull();
  expect(gridStep('End', 0, 0, 3)).toBeNull();
});
