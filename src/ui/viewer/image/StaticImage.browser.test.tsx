import { createRoot } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';
import { StaticImage } from './StaticImage.tsx';

/** 4 x 2 pixels, each four times as high as wide: white on the left, black on the right. */
const HIGH: ViewedPicture = {
  ...{ width: 4, height: 2, channels: 1, values: Uint8Array.of(255, 255, 0, 0, 255, 255, 0, 0), headerFields: [] },
  ...{ window: { low: 0, high: 255 }, inverted: false, padding: null, pixelAspect: 4 },
  statistics: { least: 0, largest: 255, low: 0, high: 255 },
};

let unmount = () => {};
afterEach(() => unmount());

test('an image of pixels that are not square stands in proportion', async () => {
  const holder = document.createElement('div');
  document.body.append(holder);
  const root = createRoot(holder);
  unmount = () => {
    root.unmount();
    holder.remove();
  };
  root.render(<StaticImage image={HIGH} label="high" />);
  await expect.poll(() => holder.querySelector('canvas')?.height).toBe(4);
  const element = holder.querySelector('canvas');
  // 4 wide and 8 high, with about as many pixels as there are values.
  expect([element?.width, element?.height]).toEqual([2, 4]);
  const data = element?.getContext('2d')?.getImageData(0, 0, 2, 4).data ?? [];
  expect(Array.from({ length: 8 }, (_, i) => data[4 * i])).toEqual([255, 0, 255, 0, 255, 0, 255, 0]);
});
