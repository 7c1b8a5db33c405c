import { type FileParts, partsOf } from '../../../dataset/import/filePairs.ts';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import type { SliceSource, WhichSlices } from '../../image/rawImage.ts';
import { decodingError } from '../../messages.ts';
import { countsOf, headerText, slicesOfText, type TextHeader, voxelsBeside } from '../../volume/textHeader.ts';
import { VOXEL_TYPES, type VoxelType } from '../../volume/voxels.ts';

/**
 * The slices of a MetaImage (https://itk.org/Wiki/ITK/MetaIO/Documentation), with its voxels in the same file (.mha) or in another (.mhd).
 * Throws UserError.
 */
export async function* metaImageSlices(
  bytes: Uint8Array<ArrayBuffer>,
  which: WhichSlices,
  volumes: VolumeChoice,
): AsyncGenerator<SliceSource> {
  yield* slicesOfText(readHeader(partsOf(bytes)), which, volumes);
}

const TYPES: Readonly<Record<string, VoxelType>> = {
  ...{ MET_CHAR: VOXEL_TYPES.int8, MET_UCHAR: VOXEL_TYPES.uint8, MET_SHORT: VOXEL_TYPES.int16 },
  ...{ MET_USHORT: VOXEL_TYPES.uint16, MET_INT: VOXEL_TYPES.int32, MET_UINT: VOXEL_TYPES.uint32 },
  ...{ MET_FLOAT: VOXEL_TYPES.float32, MET_DOUBLE: VOXEL_TYPES.float64 },
};

function readHeader(parts: FileParts): TextHeader {
  const text = headerText(parts.header);
  const end = /^ElementDataFile[ \t]*=[ \t]*(.*?)\s*?(\r?\n|$)/m.exec(text);
  if (!end) throw decodingError('volume-header');
  const isDetached = end[1] !== 'LOCAL';
  const lines = text.slice(0, end.index).matchAll(/^(\w+)[ \t]*=[ \t]*(.*?)\r?$/gm);
  const fields = new Map(Array.from(lines, ([, key = '', value = '']) => [key, value]));
  const is = (key: string) => fields.get(key)?.toLowerCase() === 'true';
  const numbers = (...keys: readonly string[]) =>
    (keys.map((key) => fields.get(key)).find((value) => value !== undefined) ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map(Number);
  const type = TYPES[fields.get('ElementType') ?? ''];
  const isBinary = fields.get('BinaryData')?.toLowerCase() !== 'false';
  if (!type || !isBinary || Number(fields.get('ElementNumberOfChannels') ?? 1) !== 1)
    throw decodingError('volume-kind');
  const [x = 1, y = 1, z = 1] = numbers('ElementSpacing', 'ElementSize').map((size) => (size > 0 ? size : 1));
  const directions = directionsOf(numbers('TransformMatrix', 'Orientation', 'Rotation'));
  return {
    ...{ counts: countsOf(numbers('DimSize')), spacing: [x, y, z], type, directions },
    littleEndian: !is('BinaryDataByteOrderMSB') && !is('ElementByteOrderMSB'),
    packing: is('CompressedData') ? 'deflate' : 'none',
    file: isDetached ? voxelsBeside(parts) : parts.header,
    start: isDetached ? Number(fields.get('HeaderSize') ?? 0) : end.index + end[0].length,
  };
}

/** Each three numbers of the matrix are the direction of an axis, to the left, the back and the head. */
function directionsOf(matrix: readonly number[]): TextHeader['directions'] {
  if (matrix.length !== 9) return null;
  return [0, 3, 6].map((at) => [-(matrix[at] ?? 0), -(matrix[at + 1] ?? 0), matrix[at + 2] ?? 0]);
}
