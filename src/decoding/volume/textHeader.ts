import type { FileParts } from '../../dataset/import/filePairs.ts';
import type { VolumeChoice } from '../../dataset/volumeChoice.ts';
import { unpackInto } from '../compression/inflate.ts';
import type { SliceSource, WhichSlices } from '../image/rawImage.ts';
import { decodingError, truncatedError } from '../messages.ts';
import { type BodyAxes, nearestAxes, STORED_AXES } from './bodyAxes.ts';
import { slicesOfVolume, volumeBytes } from './volume.ts';
import type { VolumeHeader } from './volumeHeader.ts';
import { type VoxelType, voxelsOf } from './voxels.ts';

/** A file whose header is text: what it says of its volume, and how the voxels behind it are stored. */
export type TextHeader = Pick<VolumeHeader, 'counts' | 'spacing'> & {
  readonly type: VoxelType;
  readonly littleEndian: boolean;
  /** Along each stored axis, in patient space to the right, the front and the head; null where the header says nothing of them. */
  readonly directions: readonly (readonly number[])[] | null;
  /** The file of the voxels. */
  readonly file: Uint8Array<ArrayBuffer>;
  /** Where the voxels begin in it; -1: so that they are the last of it. */
  readonly start: number;
  /** 'text': the values are written as numbers, with blanks between them. */
  readonly packing: 'none' | 'gzip' | 'deflate' | 'text';
};

const MOST_HEADER_BYTES = 2 ** 16;

/** The header as text; what follows it is cut off by the reader. */
export function headerText(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, MOST_HEADER_BYTES));
}

/** Three counts from two or three, the third of which is then 1. Throws UserError for others. */
export function countsOf(sizes: readonly number[]): VolumeHeader['counts'] {
  const [x = 0, y = 0, z = 1] = sizes;
  const areWhole = sizes.every((size) => Number.isInteger(size) && size > 0);
  if (sizes.length < 2 || sizes.length > 3 || !areWhole)
    throw decodingError('volume-not-3d', { size: sizes.join(' x ') });
  return [x, y, z];
}

/** The file that a header names. Throws UserError where it did not come with it. */
export function voxelsBeside({ voxels }: FileParts): Uint8Array<ArrayBuffer> {
  if (!voxels) throw decodingError('volume-two-files');
  return voxels;
}

/** Cuts the volume of a header into slices. Throws UserError. */
export async function* slicesOfText(
  { file, type, littleEndian, directions, start, packing, counts, spacing }: TextHeader,
  which: WhichSlices,
  volumes: VolumeChoice,
): AsyncGenerator<SliceSource> {
  const count = volumeBytes(counts, type);
  const stored = file.subarray(start < 0 ? Math.max(0, file.length - count) : start);
  const voxels =
    packing === 'text'
      ? writtenVoxels(stored, count / type.bytes)
      : voxelsOf(
          packing === 'none' ? firstBytes(stored, count) : await unpacked(stored, packing, count),
          type,
          littleEndian,
        );
  const header: VolumeHeader = {
    ...{ counts, volumes: 1, spacing, unit: 'mm' as const, slope: 1, intercept: 0, shown: null },
    ...(directions
      ? { axes: axesOf(directions), axesFrom: 'header' as const }
      : { axes: STORED_AXES, axesFrom: 'stored' as const }),
  };
  yield* slicesOfVolume({ header, type, voxels }, which, volumes);
}

/** @param directions of each stored axis */
function axesOf(directions: readonly (readonly number[])[]): BodyAxes {
  return nearestAxes([0, 1, 2].map((side) => [0, 1, 2].map((axis) => directions[axis]?.[side] ?? 0)));
}

function firstBytes(bytes: Uint8Array<ArrayBuffer>, count: number): ArrayBuffer {
  if (bytes.length < count) throw truncatedError();
  return bytes.slice(0, count).buffer;
}

async function unpacked(
  bytes: Uint8Array<ArrayBuffer>,
  packing: 'gzip' | 'deflate',
  count: number,
): Promise<ArrayBuffer> {
  const whole = new Uint8Array(count);
  const written = await unpackInto(bytes, packing, whole).catch(() => {
    throw decodingError('volume-packed');
  });
  if (written < count) throw truncatedError();
  return whole.buffer;
}

/** As much text as is split at once. */
const PORTION_BYTES = 2 ** 20;
/** A number that is longer is none. */
const MOST_LETTERS = 64;

/** Reads voxels that are written as numbers, with blanks and line ends between them. Throws UserError where they are too few, or no numbers. */
function writtenVoxels(bytes: Uint8Array, count: number): Float64Array {
  // A number and a blank are two bytes.
  if (2 * count - 1 > bytes.length) throw truncatedError();
  const voxels = new Float64Array(count);
  const decoder = new TextDecoder('latin1');
  let rest = '';
  let found = 0;
  for (let at = 0; at < bytes.length && found < count; at += PORTION_BYTES) {
    const isLast = at + PORTION_BYTES >= bytes.length;
    const words = (rest + decoder.decode(bytes.subarray(at, at + PORTION_BYTES))).split(/\s+/);
    rest = isLast ? '' : (words.pop() ?? '');
    if (rest.length > MOST_LETTERS) throw decodingError('volume-kind');
    for (const word of words) {
      if (word === '' || found === count) continue;
      const value = Number(word);
      if (Number.isNaN(value) && word.toLowerCase() !== 'nan') throw decodingError('volume-kind');
      voxels[found++] = value;
    }
  }
  if (found < count) throw truncatedError();
  return voxels;
}
