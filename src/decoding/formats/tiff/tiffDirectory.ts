const TYPE_BYTES: Readonly<Record<number, 1 | 2 | 4>> = { 1: 1, 3: 2, 4: 4 };

/** More values than any image within the size limit has strips. */
const MAX_VALUES = 1 << 20;

/**
 * The first directory of a TIFF file or EXIF block: tag -> values, for the wanted tags that hold whole positive numbers (BYTE, SHORT,
 * LONG). TIFF 6.0, section 2. Other tags are passed over, since damage to them does no harm. Throws RangeError where the directory lies outside the bytes, and on a mark that is not TIFF's.
 */
export function readDirectory(bytes: Uint8Array, wanted: readonly number[]): Map<number, number[]> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = isLittleEndian(view);
  const start = view.getUint32(4, little);
  const count = view.getUint16(start, little);
  const tags = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const entry = start + 2 + i * 12;
    const tag = view.getUint16(entry, little);
    const values = wanted.includes(tag) ? readValues(view, entry, little) : null;
    if (values) tags.set(tag, values);
  }
  return tags;
}

/** More are not counted. */
const MOST_PAGES = 10_000;

/** How many images a TIFF has: ImageJ and microscopes write stacks. A damaged chain ends the count. */
export function countPages(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const little = isLittleEndian(view);
  const seen = new Set<number>();
  for (let start = view.getUint32(4, little); start > 0 && !seen.has(start) && seen.size < MOST_PAGES; ) {
    if (start + 2 > bytes.length) break;
    seen.add(start);
    const next = start + 2 + 12 * view.getUint16(start, little);
    start = next + 4 <= bytes.length ? view.getUint32(next, little) : 0;
  }
  return seen.size;
}

export function isLittleEndian(view: DataView): boolean {
  const mark = view.getUint16(0);
  if (mark !== 0x4949 && mark !== 0x4d4d) throw new RangeError('No TIFF byte order mark.');
  return mark === 0x4949;
}

function readValues(view: DataView, entry: number, little: boolean): number[] | null {
  const width = TYPE_BYTES[view.getUint16(entry + 2, little)];
  const count = view.getUint32(entry + 4, little);
  const place = view.getUint32(entry + 8, little);
  if (width === undefined) return null;
  if (count > MAX_VALUES) throw new RangeError(`A TIFF tag with ${count} values.`);
  const at = count * width <= 4 ? entry + 8 : place;
  return Array.from({ length: count }, (_, i) => readNumber(view, at + i * width, width, little));
}

function readNumber(view: DataView, at: number, width: 1 | 2 | 4, little: boolean): number {
  if (width === 1) return view.getUint8(at);
  return width === 2 ? view.getUint16(at, little) : view.getUint32(at, little);
}
