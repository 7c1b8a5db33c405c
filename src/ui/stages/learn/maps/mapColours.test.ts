import { expect, test } from 'vitest';
import { colourOf, inkOn, mapColours } from './mapColours.ts';

test('0 is black in both palettes, the ends are pale, and values beyond the limit have its colour', () => {
  expect(colourOf(0, 2, 'signed')).toBe('rgb(0 0 0)');
  expect(colourOf(2, 2, 'signed')).toBe('rgb(255 240 214)');
  expect(colourOf(-2, 2, 'signed')).toBe('rgb(214 236 255)');
  expect(colourOf(9, 2, 'signed')).toBe(colourOf(2, 2, 'signed'));
  expect(colourOf(0.2, 1, 'grey')).toBe('rgb(51 51 51)');
  expect([...mapColours([0, -2], 2, 'signed')]).toEqual([0, 0, 0, 255, 214, 236, 255, 255]);
  expect([...mapColours([5], 0, 'signed')]).toEqual([0, 0, 0, 255]);
});

test('numbers on a colour can be read: contrast 4.5 at least, wherever the colour is', () => {
  const light = (level: number) => (level <= 10.31 ? level / 255 / 12.92 : ((level / 255 + 0.055) / 1.055) ** 2.4);
  for (let value = -1; value <= 1; value += 0.01) {
    const [red = 0, green = 0, blue = 0] = mapColours([value], 1, 'signed');
    const ground = 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue);
    const ink = inkOn(value, 1, 'signed') === '#000000' ? 0 : 1;
    const [more, less] = [Math.max(ground, ink), Math.min(ground, ink)];
    expect((more + 0.05) / (less + 0.05)).toBeGreaterThanOrEqual(4.5);
  }
});
