import { decodingError } from '../messages.ts';
import { imageShape, isLargeEnough, isVolumeShape } from './imageShape.ts';
import { writeNpy } from './npyHeader.ts';
import { product, type StoredArray } from './storedArray.ts';

/** An array of which each first index is an image, or a volume. */
export type ImageStack = {
  readonly array: StoredArray;
  readonly count: number;
  /** Of one image, as an `.npy` of its own. */
  readonly fileBytes: number;
  /** Of that file's name: volumes are told by it. */
  readonly ending: string;
  readonly fileAt: (index: number) => Promise<Uint8Array>;
};

/** An array in Fortran order is read as a whole: the cells of an image lie all over it. */
const MOST_FORTRAN_BYTES = 512 * 2 ** 20;

/**
 * The images of an array, `[count, height, width]`, with channels last or behind the count, or its volumes, `[count, depth, height, width]`; an array
 * of one image is a stack of it. Null where it holds none. Throws UserError where it is too large to be read.
 *
 * @param labelled there are as many labels as its first axis is long
 */
export function stackOf(array: StoredArray, labelled: boolean): ImageStack | null {
  const { shape, type } = array;
  if (type.kind === 'U' || type.kind === 'S') return null;
  const alone = labelled ? null : imageShape(shape);
  // Three images are likelier than one whose channels come first.
  const single = alone?.channelsFirst ? null : alone;
  const each = single ? shape : shape.slice(1);
  const volume = volumeOf(each);
  const found = single ?? (each.length >= 2 ? imageShape(each) : null);
  if (!volume && !(found && isLargeEnough(found))) return null;
  const bytes = product(each) * type.bytes;
  const cells = array.fortranOrder && !single ? fortranReader(array, each) : null;
  const written = volume ? [1, ...volume] : each;
  const fileBytes = writeNpy(type, written, new Uint8Array()).length + bytes;
  const count = single ? 1 : (shape[0] ?? 0);
  return {
    ...{ array, count, fileBytes, ending: volume ? '.volume.npy' : '.npy' },
    fileAt: async (index) => {
      const read = cells ? await cells(index) : await array.read(index * bytes, (index + 1) * bytes);
      return writeNpy(type, written, array.fortranOrder && single ? await inCOrder(array, read) : read);
    },
  };
}

/** `[depth, height, width]`; MONAI and others have one channel before or behind it. */
function volumeOf(each: readonly number[]): readonly number[] | null {
  if (isVolumeShape(each)) return each;
  const inner = each[0] === 1 ? each.slice(1) : each.at(-1) === 1 ? each.slice(0, -1) : [];
  return isVolumeShape(inner) ? inner : null;
}

/** Gathers the cells of an image where the first index changes fastest. */
function fortranReader(array: StoredArray, each: readonly number[]): (index: number) => Promise<Uint8Array> {
  const total = product(array.shape) * array.type.bytes;
  if (total > MOST_FORTRAN_BYTES) throw decodingError('npz-fortran', { mostMb: MOST_FORTRAN_BYTES / 2 ** 20 });
  let all: Promise<Uint8Array> | null = null;
  return async (index) => {
    all ??= array.read(0, total);
    return gathered(await all, array.shape[0] ?? 1, index, each, array.type.bytes);
  };
}

function inCOrder({ shape, type }: StoredArray, cells: Uint8Array): Uint8Array {
  return gathered(cells, 1, 0, shape, type.bytes);
}

/** The cells `[index, ...each]` of an array in Fortran order, in C order. */
function gathered(all: Uint8Array, count: number, index: number, each: readonly number[], bytes: number): Uint8Array {
  const cells = new Uint8Array(product(each) * bytes);
  const strides = each.map((_, axis) => count * product(each.slice(0, axis)));
  const place = each.map(() => 0);
  for (let to = 0; to < cells.length; to += bytes) {
    const from = (index + place.reduce((sum, at, axis) => sum + at * (strides[axis] ?? 0), 0)) * bytes;
    cells.set(all.subarray(from, from + bytes), to);
    for (let axis = each.length - 1; axis >= 0; axis--) {
      place[axis] = ((place[axis] ?? 0) + 1) % (each[axis] ?? 1);
      if (place[axis] !== 0) break;
    }
  }
  return cells;
}
