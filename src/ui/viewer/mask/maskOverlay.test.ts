import { expect, test } from 'vitest';
import { markedShare, maskColour, maskColours } from './maskOverlay.ts';

test('each label has its colour, and what is not marked none', () => {
  const colours = maskColours({ places: Uint8Array.of(0, 1, 2, 5) });
  expect([...colours]).toEqual([0, 0, 0, 0, 86, 180, 233, 255, 240, 228, 66, 255, 86, 180, 233, 255]);
  expect(maskColour(5)).toEqual(maskColour(1));
});

test('the marked share counts every label', () => {
  expect(markedShare({ places: Uint8Array.of(0, 1, 2, 0) })).toBe(0.5);
});
