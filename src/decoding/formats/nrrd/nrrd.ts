import { type FileParts, partsOf } from '../../../dataset/import/filePairs.ts';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { SliceSource, WhichSlices } from '../../image/rawImage.ts';
import { decodingError } from '../../messages.ts';
import { countsOf, headerText, slicesOfText, type TextHeader, voxelsBeside } from '../../volume/textHeader.ts';
import { VOXEL_TYPES, type VoxelType } from '../../volume/voxels.ts';

/**
 * The slices of an NRRD volume (https://teem.sourceforge.net/nrrd/format.html), with its voxels in the same file (.nrrd) or in another (.nhdr).
 * Throws UserError.
 */
export async function* nrrdSlices(
  bytes: Uint8Array<ArrayBuffer>,
  which: WhichSlices,
  volumes: VolumeChoice,
): AsyncGenerator<SliceSource> {
  yield* slicesOfText(readHeader(partsOf(bytes)), which, volumes);
}

const TYPES: Readonly<Record<string, VoxelType>> = {
  ...{ 'signed char': VOXEL_TYPES.int8, int8: VOXEL_TYPES.int8, int8_t: VOXEL_TYPES.int8 },
  ...{
    uchar: VOXEL_TYPES.uint8,
    'unsigned char': VOXEL_TYPES.uint8,
    uint8: VOXEL_TYPES.uint8,
    uint8_t: VOXEL_TYPES.uint8,
  },
  ...{
    short: VOXEL_TYPES.int16,
    'signed short': VOXEL_TYPES.int16,
    int16: VOXEL_TYPES.int16,
    int16_t: VOXEL_TYPES.int16,
  },
  ...{ ushort: VOXEL_TYPES.uint16, 'unsigned short': VOXEL_TYPES.uint16, uint16: VOXEL_TYPES.uint16 },
  ...{
    uint16_t: VOXEL_TYPES.uint16,
    int: VOXEL_TYPES.int32,
    'signed int': VOXEL_TYPES.int32,
    int32: VOXEL_TYPES.int32,
  },
  ...{ int32_t: VOXEL_TYPES.int32, uint: VOXEL_TYPES.uint32, 'unsigned int': VOXEL_TYPES.uint32 },
  ...{
    uint32: VOXEL_TYPES.uint32,
    uint32_t: VOXEL_TYPES.uint32,
    float: VOXEL_TYPES.float32,
    double: VOXEL_TYPES.float64,
  },
};

const PACKINGS = { raw: 'none', gzip: 'gzip', gz: 'gzip', ascii: 'text', txt: 'text', text: 'text' } as const;

/** Patient space of the field `space` -> to the right, the front and the head. */
const SPACES: Readonly<Record<string, readonly [number, number, number]>> = {
  ...{ 'right-anterior-superior': [1, 1, 1], RAS: [1, 1, 1] },
  ...{ 'left-anterior-superior': [-1, 1, 1], LAS: [-1, 1, 1] },
  ...{ 'left-posterior-superior': [-1, -1, 1], LPS: [-1, -1, 1] },
};

function readHeader(parts: FileParts): TextHeader {
  const text = headerText(parts.header);
  const end = /\r?\n\r?\n/.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  const fields = new Map(
    [...head.matchAll(/^([^:#\n]+):=?[ \t]*(.*?)\r?$/gm)].map(([, key = '', value = '']) => [
      key.trim().toLowerCase(),
      value.trim(),
    ]),
  );
  const isDetached = fields.has('data file') || fields.has('datafile');
  // Without voxels there need be no empty line behind the header.
  if (!end && !isDetached) throw decodingError('volume-header');
  const type = TYPES[fields.get('type') ?? ''];
  const packing = Object.entries(PACKINGS).find(([name]) => name === fields.get('encoding')?.toLowerCase())?.[1];
  if (!type || !packing) throw decodingError('volume-kind');
  const counts = countsOf(numbersOf(fields.get('sizes') ?? ''));
  const directions = directionsOf(fields.get('space directions') ?? '', fields.get('space') ?? '');
  const lengths = directions?.map((each) => Math.hypot(...each)) ?? numbersOf(fields.get('spacings') ?? '');
  const [x = 1, y = 1, z = 1] = lengths.map((length) => (Number.isFinite(length) && length > 0 ? length : 1));
  return {
    ...{ counts, spacing: [x, y, z], type, packing, directions },
    littleEndian: fields.get('endian')?.toLowerCase() !== 'big',
    file: isDetached ? voxelsBeside(parts) : parts.header,
    start: isDetached ? Number(fields.get('byte skip') ?? 0) : (end?.index ?? 0) + (end?.[0].length ?? 0),
  };
}

function numbersOf(text: string): number[] {
  return text.split(/\s+/).filter(Boolean).map(Number);
}

/** '(2,0,0) (0,2,0) (0,0,3)'; null where they are missing, or their space is. */
function directionsOf(text: string, space: string): number[][] | null {
  const signs = SPACES[space];
  const vectors = [...text.matchAll(/\(([^)]*)\)/g)].map(([, inner = '']) => inner.split(',').map(Number));
  const areWhole =
    vectors.length >= 2 && vectors.every((vector) => vector.length === 3 && vector.every(Number.isFinite));
  return signs && areWhole ? vectors.map((vector) => vector.map((value, side) => value * (signs[side] ?? 1))) : null;
}
