import { isPadding } from '../../../dataset/padding.ts';
import type { ViewedPicture } from '../../../worker/jobs/view/viewProtocol.ts';
import type { Point } from './geometry.ts';

/** The pixel that a point of the image lies in; null outside. */
export function pixelAt({ width, height }: ViewedPicture, { x, y }: Point): Point | null {
  const pixel = { x: Math.floor(x), y: Math.floor(y) };
  return pixel.x >= 0 && pixel.y >= 0 && pixel.x < width && pixel.y < height ? pixel : null;
}

/** 'x 120, y 88: 873', counted from 0 at the upper left of the scan as it is stored; colours as '12, 40, 4'. Padding is called so. */
export function pixelWords(image: ViewedPicture, { x, y }: Point): string {
  const at = (y * image.width + x) * image.channels;
  const values = Array.from(image.values.subarray(at, at + image.channels));
  const padding = values.every((value) => isPadding(image, value)) ? ' (padding, not measured)' : '';
  return `x ${x}, y ${y}: ${values.map(formatValue).join(', ')}${padding}`;
}

/** Whole numbers as they are, fractions to the seven digits that 32-bit floats hold. */
function formatValue(value: number): string {
  return withMinus(Number.isInteger(value) ? value : Number(value.toPrecision(7)));
}

/** A limit of a window, or its level or width: to four digits, or to a tenth where that is finer. */
export function formatLimit(value: number): string {
  const tenths = Math.round(value * 10) / 10;
  return withMinus(Math.abs(value) >= 100 ? tenths : Number(value.toPrecision(4)));
}

/** Limits, level and width of what is shown: whole where the image's values are. */
export function formatShade(value: number, { values }: Pick<ViewedPicture, 'values'>): string {
  return values instanceof Float32Array ? formatLimit(value) : withMinus(Math.round(value) + 0); // no -0
}

const withMinus = (value: number) => String(value).replace('-', '−');
