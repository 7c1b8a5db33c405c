import { afterEach, expect, test, vi } from 'vitest';

const { getImageData } = OffscreenCanvasRenderingContext2D.prototype;

afterEach(() => {
  OffscreenCanvasRenderingContext2D.prototype.getImageData = getImageData;
  vi.unstubAllGlobals();
});

/** One level of noise in every 16th value, as protection against fingerprinting adds it. */
function addNoise(): void {
  OffscreenCanvasRenderingContext2D.prototype.getImageData = function (
    this: OffscreenCanvasRenderingContext2D,
    ...area
  ) {
    const image = Reflect.apply(getImageData, this, area);
    for (let i = 0; i < image.data.length; i += 16) image.data[i] = (image.data[i] ?? 0) ^ 1;
    return image;
  };
}

let copies = 0;

/** The module as a page that was just opened has it: the way is chosen once and then kept. */
function freshModule(): Promise<typeof import('./canvasReadback.ts')> {
  copies++;
  return import(/* @vite-ignore */ `./canvasReadback.ts?copy=${copies}`);
}

/** 21 x 19 pixels, a size that is no multiple of anything, drawn on an opaque canvas. */
function drawnCanvas(): { drawing: OffscreenCanvasRenderingContext2D; rgba: number[] } {
  const drawing = new OffscreenCanvas(21, 19).getContext('2d', { alpha: false });
  if (!drawing) throw new Error('No 2D canvas.');
  const rgba = Array.from({ length: 21 * 19 * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 37 + (i >> 5)) & 255));
  drawing.putImageData(new ImageData(Uint8ClampedArray.from(rgba), 21, 19), 0, 0);
  return { drawing, rgba };
}

test('pixels come back as they were drawn', async () => {
  const { readCanvas } = await freshModule();
  const { drawing, rgba } = drawnCanvas();
  expect([...(await readCanvas(drawing))]).toEqual(rgba);
});

test('pixels come back as they were drawn where the browser adds noise to them', async () => {
  const { readCanvas } = await freshModule();
  const { drawing, rgba } = drawnCanvas();
  addNoise();
  expect([...drawing.getImageData(0, 0, 21, 19).data]).not.toEqual(rgba);
  expect([...(await readCanvas(drawing))]).toEqual(rgba);
});

test('a browser that leaves no way to exact pixels is refused in words', async () => {
  const { readCanvas } = await freshModule();
  addNoise();
  vi.stubGlobal('VideoFrame', undefined);
  await expect(readCanvas(drawnCanvas().drawing)).rejects.toThrow('protection against fingerprinting');
});
