import type { ColourMode } from '../dataset/scan.ts';
import type { VolumeChoice } from '../dataset/volumeChoice.ts';
import { describeFormat } from './formats/descriptions.ts';
import type { ImageFormat } from './formats/format.ts';
import type { DecodingPath } from './formats/jpeg/jpeg.ts';
import type { FormatName } from './formats.ts';
import type { DecodedImage } from './image/decodedImage.ts';
import { checkSize, readImageHeader } from './image/imageHeader.ts';
import { orient } from './image/orient.ts';
import type { HeaderFields, RawImage, WhichSlices } from './image/rawImage.ts';
import { decodingError, decodingErrorOf } from './messages.ts';
import { isStoredSlice, readStoredSlice, type StoredSlice, slicesOf } from './slices/storedSlice.ts';
import { formatOf, unknownFileCode } from './sniff.ts';
import { windowed } from './windowing/windowing.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Described = { readonly format: FormatName; readonly colourMode: ColourMode };

/**
 * Decodes the bytes of a file to its full-size pixels as 8 bits, upright, on black. Runs in a worker or in a page. Of a file of slices the
 * middle one, of a volume the one in the middle of those that are chosen.
 * Throws UserError, whose message says in the user's words (without the file's name) why the file is no usable image.
 */
export async function decodeImage(
  bytes: Bytes,
  path?: DecodingPath,
  volumes?: VolumeChoice,
): Promise<Described & { image: DecodedImage }> {
  const { raw, ...described } = await decodeRaw(bytes, 'middle', path, volumes);
  return { ...described, image: windowed(raw) };
}

/** Decodes to the file's own units, with what its header says: for the eye. `slice` counts from 0 in a file of several. */
export async function decodeForView(bytes: Bytes, slice: number, volumes?: VolumeChoice): Promise<RawImage> {
  const { format, colourMode, raw } = await decodeRaw(bytes, slice, undefined, volumes);
  const isImage = describeFormat(format).holds === 'image';
  const ofFile = isImage || raw.headerFields.length === 0 ? fieldsOfImage(format, colourMode, raw) : [];
  return { ...raw, headerFields: [...ofFile, ...raw.headerFields] };
}

function fieldsOfImage(format: FormatName, colourMode: ColourMode, { values }: RawImage): HeaderFields {
  return [
    ['Format', describeFormat(format).label],
    ['Colours', colourMode],
    ['Bits', `${8 * values.BYTES_PER_ELEMENT}`],
  ];
}

/** Decodes to the file's own units, one image of it, whatever its range; `windowed` makes 8 bits of it. */
export async function decodeRaw(
  bytes: Bytes,
  which: WhichSlices = 'middle',
  path?: DecodingPath,
  volumes?: VolumeChoice,
): Promise<Described & { raw: RawImage }> {
  if (isStoredSlice(bytes)) {
    const stored = readStoredSlice(bytes);
    checkSize(stored.width, stored.height);
    return { ...describeSlice(stored), raw: stored };
  }
  const format = await formatOf(bytes);
  if (format === null) throw decodingErrorOf(unknownFileCode(bytes));
  if (format.holds === 'image') return { format: format.name, ...(await decodeFile(bytes, format, path)) };
  for await (const slice of slicesOf(bytes, format, which, volumes)) return { ...describeSlice(slice), raw: slice };
  throw decodingError('no-such-slice');
}

/** Returns the format of the file that a slice is from, and the colours of the slice as they are stored. */
export function describeSlice({ source, channels }: Pick<StoredSlice, 'source' | 'channels'>): Described {
  return { format: source, colourMode: channels === 1 ? 'grey' : 'rgb' };
}

async function decodeFile(
  bytes: Bytes,
  format: ImageFormat,
  path: DecodingPath | undefined,
): Promise<Pick<Described, 'colourMode'> & { raw: RawImage }> {
  const header = readImageHeader(bytes, format);
  const stored = await format.decode(bytes, header, path);
  if (stored.width !== header.width || stored.height !== header.height) {
    throw decodingError('size-contradiction', {
      width: header.width,
      height: header.height,
      storedWidth: stored.width,
      storedHeight: stored.height,
    });
  }
  return { colourMode: header.colourMode, raw: orient(stored, header.orientation) };
}
