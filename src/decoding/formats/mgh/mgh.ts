import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { SliceSource, WhichSlices } from '../../image/rawImage.ts';
import { decodingError } from '../../messages.ts';
import { nearestAxes } from '../../volume/bodyAxes.ts';
import { slicesOfVolume, volumeBytes } from '../../volume/volume.ts';
import type { VolumeHeader } from '../../volume/volumeHeader.ts';
import { VOXEL_TYPES, type VoxelType, voxelsOf } from '../../volume/voxels.ts';
import { NiftiBytes } from '../nifti/niftiBytes.ts';

/** The voxels begin here, whatever the header says. */
const VOXELS_AT = 284;

/** By their codes in the header. */
const TYPES: Readonly<Record<number, VoxelType>> = {
  0: VOXEL_TYPES.uint8,
  1: VOXEL_TYPES.int32,
  3: VOXEL_TYPES.float32,
  4: VOXEL_TYPES.int16,
  10: VOXEL_TYPES.uint16,
};

/**
 * The slices of the first frame of a FreeSurfer volume (.mgh, .mgz; https://surfer.nmr.mgh.harvard.edu/fswiki/FsTutorial/MghFormat), all
 * big-endian, as nibabel reads it. Throws UserError.
 */
export async function* mghSlices(
  file: Uint8Array<ArrayBuffer>,
  which: WhichSlices,
  volumes: VolumeChoice,
): AsyncGenerator<SliceSource> {
  const bytes = new NiftiBytes(file);
  try {
    const start = new DataView((await bytes.take(VOXELS_AT)).buffer);
    const header = readHeader(start);
    const type = TYPES[start.getInt32(20)];
    if (!type) throw decodingError('volume-kind');
    const { buffer } = await bytes.take(volumeBytes(header.counts, type));
    yield* slicesOfVolume({ header, type, voxels: voxelsOf(buffer, type, false) }, which, volumes);
  } finally {
    await bytes.close();
  }
}

/** Where a header says nothing of directions: coronal slices from the back on, as FreeSurfer has them. */
const CORONAL = [-1, 0, 0, 0, 0, -1, 0, 1, 0];

function readHeader(view: DataView): VolumeHeader {
  const counts = [view.getInt32(4), view.getInt32(8), view.getInt32(12)] as const;
  const saysDirections = view.getInt16(28) === 1;
  const floats = (at: number, count: number) => Array.from({ length: count }, (_, i) => view.getFloat32(at + 4 * i));
  const [x = 1, y = 1, z = 1] = (saysDirections ? floats(30, 3) : [1, 1, 1]).map((size) => (size > 0 ? size : 1));
  // Three numbers for each axis of the voxels: to the right, the front and the head.
  const directions = saysDirections ? floats(42, 9) : CORONAL;
  const rotation = [0, 1, 2].map((side) => [0, 1, 2].map((axis) => directions[3 * axis + side] ?? 0));
  return {
    ...{ counts, volumes: view.getInt32(16), spacing: [x, y, z], unit: 'mm', slope: 1, intercept: 0, shown: null },
    axes: nearestAxes(rotation),
    axesFrom: saysDirections ? 'header' : 'stored',
  };
}
