import type { FrameHeader } from './frameHeader.ts';

const INSTANCE_NUMBER = 'x00200013';
const IMAGE_POSITION = 'x00200032';
const IMAGE_ORIENTATION = 'x00200037';
const SLICE_LOCATION = 'x00201041';

/**
 * Orders the slices of a series: by their number, as the scanner gave it; without one by how far they lie along the normal of their plane
 * (millimetres, DICOM PS3.3, C.7.6.2); of a file of several frames in their order.
 */
export function slicePosition(header: FrameHeader, frames: number, frame: number): number {
  const number = header.decimal(INSTANCE_NUMBER);
  if (number !== null) return number * frames + frame;
  return alongNormal(header) ?? header.decimal(SLICE_LOCATION) ?? frame;
}

function alongNormal(header: FrameHeader): number | null {
  const corner = header.decimals(IMAGE_POSITION, 3);
  const axes = header.decimals(IMAGE_ORIENTATION, 6);
  if (!corner || !axes) return null;
  const [rowX = 0, rowY = 0, rowZ = 0, columnX = 0, columnY = 0, columnZ = 0] = axes;
  const normal = [rowY * columnZ - rowZ * columnY, rowZ * columnX - rowX * columnZ, rowX * columnY - rowY * columnX];
  return normal.reduce((sum, value, i) => sum + value * (corner[i] ?? 0), 0);
}
