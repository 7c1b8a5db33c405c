import type { Plane } from '../../dataset/volumeChoice.ts';
import { MOST_RATIO, pixelAspectOf } from '../image/pixelAspect.ts';
import type { VolumeHeader } from './volumeHeader.ts';

/** Where the numbers of a slice lie among those of the volume. */
export type StackCut = {
  readonly width: number;
  readonly height: number;
  /** How many slices the stack has. */
  readonly count: number;
  /** Offsets of each column and row of the image, from the left and from the top. */
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  /** Offset of a slice; slices are counted from the feet, the back or the left on. */
  readonly firstOf: (position: number) => number;
  /** Whether rows or columns are there several times. */
  readonly repeated: boolean;
  /** Height of a pixel of the image divided by its width. */
  readonly pixelAspect: number;
};

/** Axes of the body (left-right 0, back-front 1, feet-head 2). Images begin at the right, the front and the head. */
const SIDES: Readonly<Record<Plane, { columns: 0 | 1; rows: 1 | 2; stack: 0 | 1 | 2 }>> = {
  axial: { columns: 0, rows: 1, stack: 2 },
  coronal: { columns: 0, rows: 2, stack: 1 },
  sagittal: { columns: 1, rows: 2, stack: 0 },
};

/** Voxels that are nearly cubes are not worth repeating. */
const LEAST_RATIO = 1.05;

/** `channels`: numbers of a voxel. */
export function stackCut({ counts, spacing, axes }: VolumeHeader, channels: number, plane: Plane): StackCut {
  const { columns, rows, stack } = SIDES[plane];
  const strides = [channels, channels * counts[0], channels * counts[0] * counts[1]];
  const offset = (side: 0 | 1 | 2, place: number) => {
    const { axis, reversed } = axes[side];
    return (reversed ? counts[axis] - 1 - place : place) * (strides[axis] ?? 0);
  };
  const [wide, high] = [spacing[axes[columns].axis], spacing[axes[rows].axis]];
  const ratio = Math.max(wide, high) / Math.min(wide, high);
  const repeated = ratio >= LEAST_RATIO && ratio <= MOST_RATIO;
  const along = (side: 0 | 1 | 2, size: number) => {
    const count = counts[axes[side].axis];
    const shown = repeated ? Math.max(1, Math.round((count * size) / Math.min(wide, high))) : count;
    return Array.from({ length: shown }, (_, at) => offset(side, count - 1 - nearest(at, shown, count)));
  };
  const [columnOffsets, rowOffsets] = [along(columns, wide), along(rows, high)];
  const [width, height] = [columnOffsets.length, rowOffsets.length];
  const sideOf = (side: 0 | 1 | 2, size: number, shown: number) => (counts[axes[side].axis] * size) / shown;
  return {
    ...{ width, height, columns: columnOffsets, rows: rowOffsets, repeated },
    pixelAspect: pixelAspectOf(sideOf(rows, high, height), sideOf(columns, wide, width)),
    count: counts[axes[stack].axis],
    firstOf: (position) => offset(stack, position),
  };
}

/** Which of `count` voxels lies under the middle of one of `shown` pixels. */
function nearest(at: number, shown: number, count: number): number {
  return Math.min(count - 1, Math.floor(((at + 0.5) * count) / shown));
}
