import { expect, test } from 'vitest';
import { placeWords } from './placeWords.ts';

test.each([
  [0, 0, 'in the upper left'],
  [0.5, 0.2, 'at the top'],
  [1, 0.34, 'at the right'],
  [0.1, 0.5, 'at the left'],
  [0.5, 0.5, 'in the middle'],
  [0.66, 0.67, 'at the bottom'],
  [0.67, 1, 'in the lower right'],
])('at %s of the width and %s of the height it is %s', (x, y, words) => {
  expect(placeWords(x, y)).toBe(words);
});
