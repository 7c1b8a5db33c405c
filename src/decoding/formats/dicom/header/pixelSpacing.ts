import { pixelAspectOf } from '../../../image/pixelAspect.ts';
import type { FrameHeader } from './frameHeader.ts';

type PixelSides = { readonly height: number; readonly width: number; readonly measured: Measured };
type Measured = 'in the body' | 'at the detector' | 'on the film' | 'against each other';

/** The first that is present holds (DICOM PS3.3, C.7.6.3.1.7). In all of them rows come first: a pixel's height. */
const SOURCES: readonly (readonly [tag: string, measured: Measured])[] = [
  ['x00280030', 'in the body'],
  ['x00181164', 'at the detector'],
  ['x00182010', 'on the film'],
  ['x00280034', 'against each other'],
];

/** Height of a pixel divided by its width; 1 where the header does not say. */
export function readPixelAspect(header: FrameHeader): number {
  const sides = readPixelSides(header);
  return sides ? pixelAspectOf(sides.height, sides.width) : 1;
}

/** Height and width of a pixel in words, in millimetres where they are known. */
export function sayPixelSpacing(header: FrameHeader): string | null {
  const sides = readPixelSides(header);
  if (!sides) return null;
  const { measured } = sides;
  // Four significant digits are more than a scanner keeps to.
  const [height, width] = [sides.height, sides.width].map((side) => Number(side.toPrecision(4)));
  if (measured === 'against each other') return `unknown; height to width as ${height} to ${width}`;
  const where = measured === 'in the body' ? '' : `, ${measured}`;
  return `${height === width ? `${height} mm x ${width} mm` : `${height} mm high, ${width} mm wide`}${where}`;
}

function readPixelSides(header: FrameHeader): PixelSides | null {
  for (const [tag, measured] of SOURCES) {
    const [height = 0, width = 0] = header.decimals(tag, 2) ?? [];
    if (height > 0 && width > 0) return { height, width, measured };
  }
  return null;
}
