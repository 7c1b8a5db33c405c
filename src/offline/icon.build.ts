import { encodePng } from '../export/encodePng.ts';

// The mark of the page as icons, drawn when the page is built.

/** Of the square that the mark is drawn in. */
const SIDE = 32;
const BACKGROUND = [0x0b, 0x0d, 0x10] as const;
const ACCENT = [0x3f, 0xb8, 0xa6] as const;
const CORNER = 6;
const LINE = 2.5;
const THIN = 1.5;
const THIN_OPACITY = 0.55;
const [ACROSS, DOWN] = [9, 11];
/** Of each side of a pixel: edges come out smooth. */
const SAMPLES = 4;

const hex = (colour: readonly number[]) => `#${colour.map((level) => level.toString(16).padStart(2, '0')).join('')}`;

export const ICON_SVG =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}"><title>Axial</title>` +
  `<rect width="${SIDE}" height="${SIDE}" rx="${CORNER}" fill="${hex(BACKGROUND)}"/>` +
  `<ellipse cx="16" cy="16" rx="${ACROSS}" ry="${DOWN}" fill="none" stroke="${hex(ACCENT)}" stroke-width="${LINE}"/>` +
  `<path d="M16 5v22M5 16h22" stroke="${hex(ACCENT)}" stroke-width="${THIN}" opacity="${THIN_OPACITY}"/></svg>\n`;

/** The same as a PNG without transparency: launchers cut the corners themselves. @param side pixels */
export function iconPng(side: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(3 * side * side);
  for (let pixel = 0; pixel < side * side; pixel++) {
    const share = coverage(pixel % side, Math.floor(pixel / side), SIDE / side);
    for (let channel = 0; channel < 3; channel++) {
      const [dark = 0, bright = 0] = [BACKGROUND[channel], ACCENT[channel]];
      pixels[3 * pixel + channel] = Math.round(dark + (bright - dark) * share);
    }
  }
  return encodePng({ width: side, height: side, channels: 3, pixels });
}

/** How much of a pixel is line, 0..1. */
function coverage(column: number, row: number, scale: number): number {
  let sum = 0;
  for (let sample = 0; sample < SAMPLES * SAMPLES; sample++) {
    const x = (column + ((sample % SAMPLES) + 0.5) / SAMPLES) * scale - SIDE / 2;
    const y = (row + (Math.floor(sample / SAMPLES) + 0.5) / SAMPLES) * scale - SIDE / 2;
    sum += lineAt(x, y);
  }
  return sum / SAMPLES ** 2;
}

function lineAt(x: number, y: number): number {
  const within = (by: number) => (x / (ACROSS + by)) ** 2 + (y / (DOWN + by)) ** 2 <= 1;
  if (within(LINE / 2) && !within(-LINE / 2)) return 1;
  const onCross = (Math.abs(x) <= THIN / 2 && Math.abs(y) <= DOWN) || (Math.abs(y) <= THIN / 2 && Math.abs(x) <= DOWN);
  return onCross ? THIN_OPACITY : 0;
}
