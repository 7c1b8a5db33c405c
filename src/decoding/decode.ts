import { DecodingError } from '../dataset/decodingError.ts';
import type { ColourMode, PictureFormat, ScanFormat } from '../dataset/scan.ts';
import type { VolumeChoice } from '../dataset/volumeChoice.ts';
import { bestPath, type DecodingPath, decodeBrowserPicture } from './browser/browserImage.ts';
import type { DecodedImage } from './decodedImage.ts';
import { decodeBmp } from './formats/bmp/bmp.ts';
import { decodeGif } from './formats/gif/gif.ts';
import { decodePng } from './formats/png/png.ts';
import { decodeTiff } from './formats/tiff/tiff.ts';
import { checkSize, type ImageHeader, readImageHeader } from './imageHeader.ts';
import { orient } from './orient.ts';
import { type HeaderFacts, imageOfBytes, type RawImage, type SliceSource, type WhichSlices } from './rawImage.ts';
import { slicesOf } from './slices/slices.ts';
import { readStoredSlice } from './slices/storedSlice.ts';
import { describeUnknown, sniffFormat } from './sniff.ts';
import { windowed } from './windowing/windowing.ts';

export { DecodingError };

type Bytes = Uint8Array<ArrayBuffer>;
type Described = { readonly format: ScanFormat; readonly colourMode: ColourMode };

/**
 * The bytes of a file -> its full-size pixels as 8 bits, upright, on black. Runs in a worker or in a page. Of a file of slices the middle one,
 * of a volume the one in the middle of those that are chosen.
 * Throws DecodingError, whose message says in the user's words (without the file's name) why the file is no usable picture.
 */
export async function decodeImage(
  bytes: Bytes,
  path?: DecodingPath,
  volumes?: VolumeChoice,
): Promise<Described & { image: DecodedImage }> {
  const { format, colourMode, picture } = await decodeRaw(bytes, 'middle', path, volumes);
  return { format, colourMode, image: windowed(picture) };
}

/** The same in its own units, with what its header says: for the eye. `slice` counts from 0 in a file of several. */
export async function decodeForView(bytes: Bytes, slice: number, volumes?: VolumeChoice): Promise<RawImage> {
  const { format, colourMode, picture } = await decodeRaw(bytes, slice, undefined, volumes);
  const facts = picture.facts.length > 0 ? picture.facts : imageFacts(format, colourMode, picture);
  return { ...picture, facts };
}

function imageFacts(format: ScanFormat, colourMode: ColourMode, { values }: RawImage): HeaderFacts {
  return [
    ['Format', format.toUpperCase()],
    ['Colours', colourMode],
    ['Bits', `${8 * values.BYTES_PER_ELEMENT}`],
  ];
}

async function decodeRaw(
  bytes: Bytes,
  which: WhichSlices,
  path: DecodingPath = bestPath(),
  volumes?: VolumeChoice,
): Promise<Described & { picture: RawImage }> {
  const format = sniffFormat(bytes);
  if (format === null) throw new DecodingError(describeUnknown(bytes));
  if (format === 'slice') {
    const kept = readStoredSlice(bytes);
    checkSize(kept.width, kept.height);
    return describeSlice(kept);
  }
  if (format !== 'dicom' && format !== 'nifti') return decodePicture(bytes, format, path);
  for await (const source of slicesOf(bytes, format, which, volumes)) return describeSlice(source);
  throw new DecodingError('The file has no such slice.');
}

/** The colours of a slice as they are kept. */
export function describeSlice<T extends RawImage & Pick<SliceSource, 'source'>>(
  picture: T,
): Described & { picture: T } {
  return { format: picture.source, colourMode: picture.channels === 1 ? 'grey' : 'rgb', picture };
}

async function decodePicture(
  bytes: Bytes,
  format: PictureFormat,
  path: DecodingPath,
): Promise<Described & { picture: RawImage }> {
  const header = readImageHeader(bytes, format);
  const stored = await storedImage(bytes, format, header, path);
  if (stored.width !== header.width || stored.height !== header.height) {
    throw new DecodingError(
      `The picture contradicts itself: it says ${header.width} x ${header.height} pixels and holds ${stored.width} x ${stored.height}.`,
    );
  }
  return { format, colourMode: header.colourMode, picture: orient(stored, header.orientation) };
}

/**
 * Decoded here wherever that can be, so that the same file gives the same input to the network in every browser. Left to the browser are WebP
 * and the JPEGs that `decodeBrowserPicture` does not decode itself.
 */
async function storedImage(
  bytes: Bytes,
  format: PictureFormat,
  header: ImageHeader,
  path: DecodingPath,
): Promise<RawImage> {
  switch (format) {
    case 'tiff':
      return decodeTiff(bytes);
    case 'png':
      return decodePng(bytes);
    case 'gif':
      return decodeGif(bytes);
    case 'bmp':
      return decodeBmp(bytes);
    default:
      return imageOfBytes(
        await decodeBrowserPicture(hideOrientation(bytes, header), format, path, header.colourMode === 'rgb-alpha'),
      );
  }
}

/**
 * Browsers differ in whose EXIF they obey (JPEG all, WebP some), and WebCodecs obeys none. So they get a copy whose EXIF is
 * silent, and the orientation is applied by `orient` alone.
 */
function hideOrientation(bytes: Bytes, { exif, orientation }: ImageHeader): Bytes {
  return exif && orientation !== 1 ? bytes.slice().fill(0, exif.start, exif.end) : bytes;
}
