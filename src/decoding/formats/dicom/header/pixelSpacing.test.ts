import { expect, test } from 'vitest';
import { slicesOfDicom } from '../dicomChecks.fixture.ts';
import { handmadeDicom } from '../handmadeDicom.fixture.ts';

test.each([
  ['spaced', { spacing: '0.5\\0.75', aspectRatio: '2\\1' }, 2 / 3, '0.5 mm high, 0.75 mm wide'],
  ['spaced evenly', { spacing: '0.5\\0.5' }, 1, '0.5 mm x 0.5 mm'],
  ['spaced at the detector', { detectorSpacing: '0.4\\0.2' }, 2, '0.4 mm high, 0.2 mm wide, at the detector'],
  ['spaced on the film', { filmSpacing: '0.1\\0.1' }, 1, '0.1 mm x 0.1 mm, on the film'],
  ['told against each other alone', { aspectRatio: '3\\4' }, 0.75, 'unknown; height to width as 3 to 4'],
  ['spaced as cannot be', { spacing: '0\\0.5', aspectRatio: '1\\2' }, 0.5, 'unknown; height to width as 1 to 2'],
  ['told nothing of', {}, 1, undefined],
])('pixels %s have the aspect that follows, rows before columns', async (_, header, aspect, words) => {
  const [slice] = await slicesOfDicom(handmadeDicom(header));
  expect(slice?.pixelAspect).toBeCloseTo(aspect, 12);
  expect(new Map(slice?.headerFields).get('Pixel spacing')).toBe(words);
});
