import { type FileParts, partsOf } from '../../../dataset/import/filePairs.ts';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { ALL_AXIAL_SLICES } from '../../../dataset/volumes.ts';
import type { SliceSource, WhichSlices } from '../../image/rawImage.ts';
import { lazyImport } from '../../lazyImport.ts';
import { decodingError, type PlainDecodingCode } from '../../messages.ts';
import { slicesOfVolume, type Volume, volumeBytes } from '../../volume/volume.ts';
import { VOXEL_TYPES, type VoxelType, voxelsOf } from '../../volume/voxels.ts';
import { isGzip, NiftiBytes } from './niftiBytes.ts';
import { NIFTI_1_BYTES, NIFTI_2_BYTES, type NiftiHeader, niftiHeaderBytes, readNiftiHeader } from './niftiHeader.ts';

/**
 * The slices of the first volume of a NIfTI file (.nii, .nii.gz; version 1 or 2), as `slicesOfVolume` gives them. Follows nifti1.h, and
 * nibabel where that leaves a choice. Throws UserError.
 */
export async function* niftiSlices(
  file: Uint8Array<ArrayBuffer>,
  which: WhichSlices = 'all',
  volumes: VolumeChoice = ALL_AXIAL_SLICES,
): AsyncGenerator<SliceSource> {
  yield* slicesOfNiftiParts(partsOf(file), which, volumes);
}

/** The same where the voxels may be in a file of their own (.hdr and .img); `scaling` goes before that of the header. */
export async function* slicesOfNiftiParts(
  parts: FileParts,
  which: WhichSlices,
  volumes: VolumeChoice,
  scaling: Partial<Pick<NiftiHeader, 'slope' | 'intercept'>> = {},
): AsyncGenerator<SliceSource> {
  const volume = await readVolume(parts);
  yield* slicesOfVolume({ ...volume, header: { ...volume.header, ...scaling } }, which, volumes);
}

async function readVolume({ header: file, voxels }: FileParts): Promise<Volume> {
  const start = new NiftiBytes(file);
  const bytes = voxels ? new NiftiBytes(voxels) : start;
  try {
    const header = await readHeader(start, file, voxels !== null);
    const type = voxelType(header.type);
    const count = volumeBytes(header.counts, type);
    await bytes.skip(voxels ? header.start : header.start - headerBytes(header));
    const { buffer } = await bytes.take(count);
    return { header, type, voxels: voxelsOf(buffer, type, header.littleEndian) };
  } finally {
    await Promise.all([start.close(), bytes.close()]);
  }
}

const headerBytes = ({ version }: NiftiHeader) => (version === 1 ? NIFTI_1_BYTES : NIFTI_2_BYTES);

async function readHeader(bytes: NiftiBytes, file: Uint8Array, isOfPair: boolean): Promise<NiftiHeader> {
  const start = await bytes.take(NIFTI_1_BYTES).catch((error) => {
    throw isGzip(file) ? decodingError('nifti-not-in-gzip') : error;
  });
  const length = niftiHeaderBytes(start, isOfPair);
  if (length === null) throw decodingError(isGzip(file) ? 'nifti-not-in-gzip' : 'nifti-none');
  const header = new Uint8Array(length);
  header.set(start);
  header.set(await bytes.take(length - start.length), start.length);
  return readNiftiHeader(await lazyImport(() => import('nifti-reader-js')), header, isOfPair);
}

/** By the codes of nifti1.h. */
const TYPES: ReadonlyMap<number, VoxelType> = new Map<number, VoxelType>([
  [2, VOXEL_TYPES.uint8],
  [4, VOXEL_TYPES.int16],
  [8, VOXEL_TYPES.int32],
  [16, VOXEL_TYPES.float32],
  [64, VOXEL_TYPES.float64],
  [128, VOXEL_TYPES.rgb],
  [256, VOXEL_TYPES.int8],
  [512, VOXEL_TYPES.uint16],
  [768, VOXEL_TYPES.uint32],
  [1024, VOXEL_TYPES.int64],
  [1280, VOXEL_TYPES.uint64],
  [2304, VOXEL_TYPES.rgba],
]);

const UNREADABLE: Readonly<Record<number, PlainDecodingCode>> = {
  1: 'nifti-bits',
  32: 'nifti-complex',
  1536: 'nifti-128-bit',
  1792: 'nifti-complex',
  2048: 'nifti-complex',
};

/** Throws UserError for types that are no grey or colour values. */
function voxelType(code: number): VoxelType {
  const type = TYPES.get(code);
  if (type) return type;
  const unreadable = UNREADABLE[code];
  throw unreadable ? decodingError(unreadable) : decodingError('nifti-unknown-type', { type: code });
}
