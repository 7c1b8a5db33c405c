import { expect, test, vi } from 'vitest';
import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';
import { ImageCache } from './useViewedImage.ts';

const sourceOf = (key: string, load: () => Promise<ViewedPicture>) => ({
  ...{ key, load },
});

const pictureOf = (bytes: number): ViewedPicture => ({
  ...{
    width: bytes,
    height: 1,
    channels: 1,
    window: { low: 0, high: 255 },
    inverted: false,
    padding: null,
    statistics: { least: 0, largest: 0, low: 0, high: 0 },
    pixelAspect: 1,
    headerFields: [],
  },
  values: new Uint8Array(bytes),
});

test('an image is loaded once, however often it is come back to', async () => {
  const load = vi.fn(() => Promise.resolve(pictureOf(1)));
  const cache = new ImageCache();
  expect(await cache.get(sourceOf('a', load))).toBe(await cache.get(sourceOf('a', load)));
  expect(load).toHaveBeenCalledTimes(1);
});

test('one that could not be loaded is tried again', async () => {
  const load = vi.fn<() => Promise<ViewedPicture>>();
  load.mockRejectedValueOnce(new Error('busy')).mockResolvedValueOnce(pictureOf(1));
  const cache = new ImageCache();
  await expect(cache.get(sourceOf('a', load))).rejects.toThrow('busy');
  await expect(cache.get(sourceOf('a', load))).resolves.toMatchObject({ width: 1 });
});

test('no more than 96 MiB are held: those looked at longest ago go first', async () => {
  const load = vi.fn(() => Promise.resolve(pictureOf(40 * 2 ** 20)));
  const cache = new ImageCache();
  for (const key of ['a', 'b', 'a', 'c']) await cache.get(sourceOf(key, load)); // b is the oldest now
  expect(load).toHaveBeenCalledTimes(3);
  await cache.get(sourceOf('a', load));
  expect(load).toHaveBeenCalledTimes(3);
  await cache.get(sourceOf('b', load));
  expect(load).toHaveBeenCalledTimes(4);
});
