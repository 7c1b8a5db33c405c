import { describe, expect, test } from 'vitest';
import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';
import { painterOf, thinned } from './paintValues.ts';
import { draggedWindow, greyOfValue, levelAndWidth, windowAt, windowOf, windowStep } from './windowing.ts';

const STATISTICS = { least: -1000, largest: 3000, low: -900, high: 1200 };

function pictureOf(values: ViewedPicture['values'], rest: Partial<ViewedPicture> = {}): ViewedPicture {
  return {
    width: values.length,
    height: 1,
    channels: 1,
    values,
    window: { low: -160, high: 240 },
    inverted: false,
    padding: null,
    statistics: STATISTICS,
    pixelAspect: 1,
    headerFields: [],
    ...rest,
  };
}

/** The red, green and blue of every pixel. */
function painted(image: ViewedPicture, window = image.window, inverted = false): number[][] {
  const colours = new Uint32Array(image.width * image.height);
  painterOf(image, window, inverted)(colours, 0, colours.length);
  const bytes = new Uint8Array(colours.buffer);
  expect(bytes.filter((_, i) => i % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  return Array.from(colours, (_, i) => [...bytes.subarray(4 * i, 4 * i + 3)]);
}

const greys = (levels: readonly number[]) => levels.map((level) => [level, level, level]);

describe('a soft-tissue window of -160 to 240', () => {
  const values = [-500, -160, 0, 40, 240, 500];
  // numpy: clip(floor((v + 160) / 400 * 255 + 0.5), 0, 255)
  const levels = [0, 0, 102, 128, 255, 255];

  test.each([
    ['16-bit values', Int16Array.from(values)],
    ['fractions', Float32Array.from(values)],
  ])('gives %s the greys that they have in it', (_, typed) => {
    expect(painted(pictureOf(typed))).toEqual(greys(levels));
  });

  test('is a negative where low values are white', () => {
    expect(painted(pictureOf(Int16Array.from(values)), undefined, true)).toEqual(
      greys(levels.map((grey) => 255 - grey)),
    );
  });
});

test('padding is black through any window, in the negative too', () => {
  const padding = { low: 200, high: 300 };
  for (const values of [Int16Array.of(199, 200, 300, 301), Float32Array.of(199, 200, 300, 301)]) {
    expect(painted(pictureOf(values, { padding }), { low: 0, high: 1 })).toEqual(greys([255, 0, 0, 255]));
    expect(painted(pictureOf(values, { padding }), { low: 500, high: 600 }, true)).toEqual(greys([255, 0, 0, 255]));
  }
});

test('bytes through 0 to 255 stay as they are, and unsigned values reach beyond 32767', () => {
  expect(painted(pictureOf(Uint8Array.of(0, 1, 128, 255)), { low: 0, high: 255 })).toEqual(greys([0, 1, 128, 255]));
  expect(painted(pictureOf(Uint16Array.of(0, 65_535, 13_107)), { low: 0, high: 65_535 })).toEqual(greys([0, 255, 51]));
});

test('each colour of an image goes through the window by itself', () => {
  const image = pictureOf(Uint8Array.of(0, 100, 200, 255, 50, 150), { width: 2, channels: 3 });
  // 50 to 150: twice and a half as steep
  expect(painted(image, { low: 50, high: 150 })).toEqual([
    [0, 128, 255],
    [255, 0, 255],
  ]);
});

test('a window of no width is a threshold, and what is no number is black', () => {
  expect([4, 5, 6].map((value) => greyOfValue(value, { low: 5, high: 5 }, false))).toEqual([0, 0, 255]);
  expect(greyOfValue(Number.NaN, { low: 0, high: 1 }, false)).toBe(0);
});

test('a large image is thinned by leaving out rows and columns, its colours kept together', () => {
  const rgb = Uint8Array.from({ length: 3 * 3 * 3 }, (_, i) => i);
  const thin = thinned(pictureOf(rgb, { width: 3, height: 3, channels: 3 }), 2);
  expect([thin.width, thin.height]).toEqual([2, 2]);
  expect([...thin.values]).toEqual([0, 1, 2, 6, 7, 8, 18, 19, 20, 24, 25, 26]);
});

describe('a window', () => {
  const image = pictureOf(Int16Array.of(0));

  test('comes from the network, the percentiles or the whole range of the very image, or from the user', () => {
    expect(windowOf({ preset: 'network' }, image)).toEqual({ low: -160, high: 240 });
    expect(windowOf({ preset: 'auto' }, image)).toEqual({ low: -900, high: 1200 });
    expect(windowOf({ preset: 'full' }, image)).toEqual({ low: -1000, high: 3000 });
    const own = { low: 1, high: 2 };
    expect(windowOf({ preset: null, window: own }, image)).toEqual(own);
  });

  test('is the same as its level and width', () => {
    expect(levelAndWidth({ low: -160, high: 240 })).toEqual({ level: 40, width: 400 });
    expect(windowAt({ level: 40, width: 400 })).toEqual({ low: -160, high: 240 });
  });

  test('widens to the right and is brighter upwards, ten values of 4000 a pixel', () => {
    const dragged = draggedWindow({ low: -160, high: 240 }, { x: 5, y: -7 }, STATISTICS, 1);
    expect(levelAndWidth(dragged)).toEqual({ level: 40 - 70, width: 400 + 50 });
    const brighter = greyOfValue(0, dragged, false) > greyOfValue(0, { low: -160, high: 240 }, false);
    expect(brighter).toBe(true);
  });

  test('never closes: a step remains, of a unit or of a thousandth of what fractions span', () => {
    const closed = draggedWindow({ low: -160, high: 240 }, { x: -9999, y: 0 }, STATISTICS, 1);
    expect(levelAndWidth(closed)).toEqual({ level: 40, width: 1 });
    expect(windowStep(image)).toBe(1);
    const fractions = (least: number, largest: number) =>
      pictureOf(Float32Array.of(0), { statistics: { least, largest, low: least, high: largest } });
    expect(windowStep(fractions(0, 0.5))).toBe(0.0005);
    expect(windowStep(fractions(3, 3))).toBe(1);
  });
});
