import { expect, test } from 'vitest';
import { pixelAspectOf } from './pixelAspect.ts';

test.each([
  ['flat pixels', 0.5, 0.75, 2 / 3],
  ['high ones', 5, 0.5, 10],
  ['square ones', 0.488281, 0.488281, 1],
  ['ones that are as good as square', 0.488281, 0.488284, 1],
  ['sides nobody believes', 1, 100, 1],
  ['a side of nothing', 0, 1, 1],
  ['a side below nothing', -1, 1, 1],
  ['a side that is no number', Number.NaN, 1, 1],
])('%s have the aspect of their sides, or none', (_, height, width, aspect) => {
  expect(pixelAspectOf(height, width)).toBe(aspect);
});
