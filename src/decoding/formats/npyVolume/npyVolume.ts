import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { SliceSource, WhichSlices } from '../../image/rawImage.ts';
import { decodingError, truncatedError } from '../../messages.ts';
import { type NpyHeader, type NpyType, readNpyHeader } from '../../numpy/npyHeader.ts';
import type { BodyAxes } from '../../volume/bodyAxes.ts';
import { slicesOfVolume, volumeBytes } from '../../volume/volume.ts';
import type { VolumeHeader } from '../../volume/volumeHeader.ts';
import { VOXEL_TYPES, type VoxelType, voxelsOf } from '../../volume/voxels.ts';

const TYPES: Readonly<Record<string, VoxelType>> = {
  b1: VOXEL_TYPES.uint8,
  u1: VOXEL_TYPES.uint8,
  i1: VOXEL_TYPES.int8,
  u2: VOXEL_TYPES.uint16,
  i2: VOXEL_TYPES.int16,
  u4: VOXEL_TYPES.uint32,
  i4: VOXEL_TYPES.int32,
  u8: VOXEL_TYPES.uint64,
  i8: VOXEL_TYPES.int64,
  f4: VOXEL_TYPES.float32,
  f8: VOXEL_TYPES.float64,
};

/**
 * The slices of an array `[1, depth, height, width]`: axial ones are `array[0, z]`, as they would be shown as images. An array says nothing of
 * the sides of the body. Throws UserError.
 */
export async function* npyVolumeSlices(
  file: Uint8Array<ArrayBuffer>,
  which: WhichSlices,
  volumes: VolumeChoice,
): AsyncGenerator<SliceSource> {
  const stored = readNpyHeader(file);
  const header = headerOf(stored);
  const type = typeOf(stored.type);
  const bytes = volumeBytes(header.counts, type);
  if (stored.start + bytes > file.length) throw truncatedError();
  const { buffer } = file.slice(stored.start, stored.start + bytes);
  yield* slicesOfVolume({ header, type, voxels: voxelsOf(buffer, type, stored.type.littleEndian) }, which, volumes);
}

function typeOf({ kind, bytes }: NpyType): VoxelType {
  const type = TYPES[`${kind}${bytes}`];
  if (!type) throw decodingError('npy-volume-kind');
  return type;
}

/** Axes by how fast their index changes. Rows run downwards and columns to the right of the image, slices upwards. */
function headerOf({ shape, fortranOrder }: NpyHeader): VolumeHeader {
  const [, depth = 1, height = 1, width = 1] = shape;
  const [slow, fast] = fortranOrder ? ([0, 2] as const) : ([2, 0] as const);
  const axes: BodyAxes = [
    { axis: fast, reversed: true },
    { axis: 1, reversed: true },
    { axis: slow, reversed: false },
  ];
  return {
    ...{ counts: fortranOrder ? [depth, height, width] : [width, height, depth], axes, axesFrom: 'stored' },
    ...{ volumes: 1, spacing: [1, 1, 1], unit: null, slope: 1, intercept: 0, shown: null },
  };
}
