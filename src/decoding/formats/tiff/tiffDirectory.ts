/** BYTE, SHORT, LONG, UNDEFINED, IFD; of BigTIFF also LONG8 and IFD8. */
const TYPE_BYTES: Readonly<Record<number, 1 | 2 | 4 | 8>> = { 1: 1, 3: 2, 4: 4, 7: 1, 13: 4, 16: 8, 18: 8 };
const ASCII = 2;

/** More values than any image within the size limit has strips. */
const MAX_VALUES = 1 << 20;

/** How a file counts: TIFF with places of 32 bits, BigTIFF with those of 64. */
type Counting = { readonly view: DataView; readonly little: boolean; readonly isBig: boolean };

/**
 * A directory of a TIFF file or EXIF block, the first one where none is named: tag -> values, for the wanted tags that hold whole positive
 * numbers. TIFF 6.0, section 2; BigTIFF as libtiff has it. Other tags are passed over, since damage to them does no harm. Throws RangeError
 * where the directory lies outside the bytes, and on a mark that is not TIFF's.
 */
export function readDirectory(bytes: Uint8Array, wanted: readonly number[], directory?: number): Map<number, number[]> {
  const counting = countingOf(bytes);
  const tags = new Map<number, number[]>();
  for (const entry of entriesOf(counting, directory ?? firstDirectory(counting))) {
    const tag = counting.view.getUint16(entry, counting.little);
    const values = wanted.includes(tag) ? readValues(counting, entry) : null;
    if (values) tags.set(tag, values);
  }
  return tags;
}

/** The text of a tag, or a part of it; '' where there is none. Throws RangeError like `readDirectory`. */
export function readText(bytes: Uint8Array, tag: number, directory: number, mostLetters: number): string {
  const counting = countingOf(bytes);
  for (const entry of entriesOf(counting, directory)) {
    if (counting.view.getUint16(entry, counting.little) !== tag) continue;
    if (counting.view.getUint16(entry + 2, counting.little) !== ASCII) return '';
    const { count, at } = placeOfValues(counting, entry, 1);
    return new TextDecoder('latin1').decode(bytes.subarray(at, at + Math.min(count, mostLetters)));
  }
  return '';
}

/** More are not looked at. */
const MOST_DIRECTORIES = 10_000;

/** Where the directories are, one for each image: ImageJ and microscopes write stacks. A damaged chain ends the list. */
export function directoriesOf(bytes: Uint8Array): number[] {
  const counting = countingOf(bytes);
  const found = new Set<number>();
  let next = firstDirectory(counting);
  while (next > 0 && !found.has(next) && found.size < MOST_DIRECTORIES) {
    try {
      const entries = entriesOf(counting, next);
      found.add(next);
      next = readPlace(counting, next + headBytes(counting) + entries.length * entryBytes(counting));
    } catch {
      break;
    }
  }
  return [...found];
}

export function isLittleEndian(view: DataView): boolean {
  const mark = view.getUint16(0);
  if (mark !== 0x4949 && mark !== 0x4d4d) throw new RangeError('No TIFF byte order mark.');
  return mark === 0x4949;
}

const BIG_TIFF = 43;

function countingOf(bytes: Uint8Array): Counting {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = isLittleEndian(view);
  return { view, little, isBig: view.getUint16(2, little) === BIG_TIFF };
}

function firstDirectory(counting: Counting): number {
  return readPlace(counting, counting.isBig ? 8 : 4);
}

/** Of the number of entries. */
const headBytes = ({ isBig }: Counting) => (isBig ? 8 : 2);
const entryBytes = ({ isBig }: Counting) => (isBig ? 20 : 12);

function entriesOf(counting: Counting, directory: number): number[] {
  const { view, little, isBig } = counting;
  const count = isBig ? Number(view.getBigUint64(directory, little)) : view.getUint16(directory, little);
  if (directory + headBytes(counting) + count * entryBytes(counting) > view.byteLength) {
    throw new RangeError('A TIFF directory beyond the end.');
  }
  return Array.from({ length: count }, (_, i) => directory + headBytes(counting) + i * entryBytes(counting));
}

/** A place in the file, or a count. */
function readPlace({ view, little, isBig }: Counting, at: number): number {
  return isBig ? Number(view.getBigUint64(at, little)) : view.getUint32(at, little);
}

/** Values that fit stand in the entry itself. */
function placeOfValues(counting: Counting, entry: number, width: number): { count: number; at: number } {
  const count = readPlace(counting, entry + 4);
  const here = entry + (counting.isBig ? 12 : 8);
  return { count, at: count * width <= (counting.isBig ? 8 : 4) ? here : readPlace(counting, here) };
}

function readValues(counting: Counting, entry: number): number[] | null {
  const { view, little } = counting;
  const width = TYPE_BYTES[view.getUint16(entry + 2, little)];
  if (width === undefined) return null;
  const { count, at } = placeOfValues(counting, entry, width);
  if (count > MAX_VALUES) throw new RangeError(`A TIFF tag with ${count} values.`);
  return Array.from({ length: count }, (_, i) => readNumber(view, at + i * width, width, little));
}

function readNumber(view: DataView, at: number, width: 1 | 2 | 4 | 8, little: boolean): number {
  if (width === 1) return view.getUint8(at);
  if (width === 8) return Number(view.getBigUint64(at, little));
  return width === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
}
