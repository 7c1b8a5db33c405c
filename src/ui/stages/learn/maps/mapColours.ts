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

const TABLES = {
  grey: {
    above: Uint8Array.from({ length: 3 * STEPS }, (_, i) => Math.floor(i / 3)),
    below: new Uint8Array(3 * STEPS),
  },
  signed: { above: ramp(ABOVE), below: ramp(BELOW) },
} as const satisfies Readonly<Record<Palette, unknown>>;

/** RGBA, opaque. @param limit the size at which a colour is strongest */
export function mapColours(values: ArrayLike<number>, limit: number, palette: Palette): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * values.length).fill(255);
  const { above, below } = TABLES[palette];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    const table = value < 0 ? below : above;
    const at = placeOf(value, limit);
    rgba[4 * i] = table[at] ?? 0;
    rgba[4 * i + 1] = table[at + 1] ?? 0;
    rgba[4 * i + 2] = table[at + 2] ?? 0;
  }
  return rgba;
}

/** Of a value's colour in a table. */
function placeOf(value: number, limit: number): number {
  const size = value < 0 ? -value : value;
  if (limit <= 0) return 0;
  return 3 * (size >= limit ? STEPS - 1 : Math.round((size / limit) * (STEPS - 1)));
}

function levelsOf(value: number, limit: number, palette: Palette): Uint8Array {
  const at = placeOf(value, limit);
  return TABLES[palette][value < 0 ? 'below' : 'above'].subarray(at, at + 3);
}

/** One value's colour for style sheets. */
export function colourOf(value: number, limit: number, palette: Palette): string {
  const [red, green, blue] = levelsOf(value, limit, palette);
  return `rgb(${red} ${green} ${blue})`;
}

/** Relative luminance (WCAG 2.2) at which black and white can be read equally well. */
const EQUAL_CONTRAST = 0.179;

/** Black or white, whichever can be read on that colour. */
export function inkOn(value: number, limit: number, palette: Palette): string {
  const [red = 0, green = 0, blue = 0] = levelsOf(value, limit, palette);
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return luminance > EQUAL_CONTRAST ? '#000000' : '#ffffff';
}

/** sRGB, 0..255 -> light, 0..1. */
function linear(level: number): number {
  const share = level / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
