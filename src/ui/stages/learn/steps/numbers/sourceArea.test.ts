import { expect, test } from 'vitest';
import { preprocess } from '../../../../../preprocessing/preprocess.ts';
import { createRandom } from '../../../../../statistics/random.ts';
import { meanOf, sourceArea } from './sourceArea.ts';

test('a pixel of the input shows its part of the scan', () => {
  const frame = { left: 10, top: -4, width: 128, height: 64 };
  expect(sourceArea(frame, 64, 3, 5)).toEqual({ left: 20, top: -1, width: 2, height: 1 });
});

test('the mean of that part, rounded, is the byte that the network is fed: scans made smaller, and made larger', () => {
  const random = createRandom(4);
  for (const [width, height] of [
    [200, 150],
    [97, 240],
    [40, 64],
  ] as const) {
    const pixels = Uint8Array.from({ length: width * height }, () => random.integer(256));
    const bytes = preprocess(
      { width, height, channels: 1, pixels },
      { version: 1, size: 64, depth: 1, fit: 'stretch' },
    );
    const frame = { left: 0, top: 0, width, height };
    for (let at = 0; at < bytes.length; at += 37) {
      const area = sourceArea(frame, 64, Math.floor(at / 64), at % 64);
      expect(Math.abs(meanOf({ width, height, values: pixels }, area) - (bytes[at] ?? 0))).toBeLessThanOrEqual(
        0.5 + 1e-3,
      );
    }
  }
});
