/** 'grey': 0 is black, `limit` white. 'signed': 0 is black, above it orange, below it blue; told apart without red and green. */
export type Palette = 'grey' | 'signed';

type Colour = readonly [red: number, green: number, blue: number];

/** From 0 outwards. The last but one is of the two class colours on black; the ends are pale, so that brightness says how much. */
const ABOVE: readonly Colour[] = [
  [0, 0, 0],
  [240, 150, 60],
  [255, 240, 214],
];
const BELOW: readonly Colour[] = [
  [0, 0, 0],
  [70, 150, 235],
  [214, 236, 255],
];
/** Where the middle colour stands. */
const MIDDLE = 0.7;
const STEPS = 256;

/** [steps * 3], from 0 to the end. */
function ramp([from = [0, 0, 0], middle = [0, 0, 0], to = [0, 0, 0]]: readonly Colour[]): Uint8Array {
  const table = new Uint8Array(3 * STEPS);
  for (let step = 0; step < STEPS; step++) {
    const share = step / (STEPS - 1);
    const [a, b, t] = share < MIDDLE ? [from, middle, share / MIDDLE] : [middle, to, (share - MIDDLE) / (1 - MIDDLE)];
    for (let c = 0; c < 3; c++) table[3 * step + c] = Math.round((a[c] ?? 0) + t * ((b[c] ?? 0) - (a[c] ?? 0)));
  }
  return table;
}

const GREY = Uint8Array.from({ length: 3 * STEPS }, (_, i) => Math.floor(i / 3));
const [UP, DOWN] = [ramp(ABOVE), ramp(BELOW)];

/** RGBA, opaque. @param limit the size at which a colour is strongest */
export function mapColours(values: ArrayLike<number>, limit: number, palette: Palette): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * values.length);
  const scale = limit > 0 ? (STEPS - 1) / limit : 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const step = 3 * Math.min(STEPS - 1, Math.round(Math.abs(value) * scale));
    const table = palette === 'grey' ? GREY : value < 0 ? DOWN : UP;
    rgba[4 * i] = table[step] ?? 0;
    rgba[4 * i + 1] = table[step + 1] ?? 0;
    rgba[4 * i + 2] = table[step + 2] ?? 0;
    rgba[4 * i + 3] = 255;
  }
  return rgba;
}

/** One value's colour for style sheets. */
export function colourOf(value: number, limit: number, palette: Palette): string {
  const [red, green, blue] = mapColours([value], limit, palette);
  return `rgb(${red} ${green} ${blue})`;
}

/** Relative luminance (WCAG 2.2) at which black and white can be read equally well. */
const EQUAL_CONTRAST = 0.179;

/** Black or white, whichever can be read on that colour. */
export function inkOn(value: number, limit: number, palette: Palette): string {
  const [red = 0, green = 0, blue = 0] = Array.from(mapColours([value], limit, palette), linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > EQUAL_CONTRAST ? '#000000' : '#ffffff';
}

/** sRGB, 0..255 -> light, 0..1. */
function linear(level: number): number {
  const share = level / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
