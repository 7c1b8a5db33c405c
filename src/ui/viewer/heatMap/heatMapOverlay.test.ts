import { expect, test } from 'vitest';
import { heatMapColours } from './heatMapOverlay.ts';

test('colour says for or against, opacity how much', () => {
  const colours = heatMapColours({ values: Float32Array.of(2, 0, -1) });
  expect([...colours]).toEqual([255, 140, 0, 255, 255, 140, 0, 0, 0, 114, 255, 128]);
});

test('an empty map paints nothing', () => {
  expect([...heatMapColours({ values: new Float32Array(1) })]).toEqual([255, 140, 0, 0]);
});
