import type { RawImage } from '../../image/rawImage.ts';
import type { FrameHeader } from './header/frameHeader.ts';

const IMAGE_TYPE = 'x00080008';
/** Of Siemens: how many slices there are, and the header of their own in which that stands, too. */
const SLICE_COUNT = 'x0019100a';
const SIEMENS_HEADER = 'x00291010';
const ACQUISITION_MATRIX = 'x00181310';

type Pixels = Pick<RawImage, 'width' | 'height' | 'channels' | 'values'>;

/** How the slices of a volume lie in one image, row by row, as Siemens stores functional series. */
export type Mosaic = { readonly slices: number; readonly across: number };

/** Null where the image is one slice, or the header says nothing by which it could be cut. */
export function readMosaic(header: FrameHeader, image: Pixels): Mosaic | null {
  const { width, height } = image;
  if (!header.words(IMAGE_TYPE).includes('MOSAIC')) return null;
  const slices = header.word(SLICE_COUNT, false) ?? countInSiemensHeader(header.bytes(SIEMENS_HEADER));
  const across = slices ? Math.ceil(Math.sqrt(slices)) : acrossByMatrix(header, width);
  const isWhole = across > 1 && width % across === 0 && height % across === 0;
  return isWhole ? { slices: slices ?? countOfFilled(image, across), across } : null;
}

/** The last places of a mosaic are empty where there are fewer slices. */
function countOfFilled(image: Pixels, across: number): number {
  const isEmpty = (slice: number) => sliceOfMosaic(image, { across }, slice).values.every((value) => value === 0);
  let count = across * across;
  while (count > 1 && isEmpty(count - 1)) count -= 1;
  return count;
}

/** The matrix that was measured is that of a slice: rows and columns of each direction, two of which are 0. */
function acrossByMatrix(header: FrameHeader, width: number): number {
  const columns = Math.max(...[1, 3].map((index) => header.wordAt(ACQUISITION_MATRIX, index)));
  return columns > 0 ? width / columns : 0;
}

const NAME = 'NumberOfImagesInMosaic';
/** Of an element: its name, how many values it has, the kind of them, codes, the number of items. Of an item: its lengths. */
const AT = { items: 84, text: 84 + 16 };

/** Finds the element in Siemens' header (CSA) and reads the text of its first item. */
function countInSiemensHeader(bytes: Uint8Array | null): number | null {
  const text = bytes ? new TextDecoder('latin1').decode(bytes) : '';
  const at = text.indexOf(NAME);
  if (at < 0) return null;
  const count = Number.parseInt(text.slice(at + AT.text, at + AT.text + 12), 10);
  return count > 0 ? count : null;
}

/** Cuts a slice out of a mosaic. Its window is the mosaic's, so that the slices can be compared. */
export function sliceOfMosaic<Image extends Pixels>(
  image: Image,
  { across }: Pick<Mosaic, 'across'>,
  slice: number,
): Image {
  const { channels, values } = image;
  const [width, height] = [image.width / across, image.height / across];
  const left = (slice % across) * width;
  const top = Math.floor(slice / across) * height;
  const cut = values.slice(0, width * height * channels);
  for (let row = 0; row < height; row++) {
    const from = ((top + row) * image.width + left) * channels;
    cut.set(values.subarray(from, from + width * channels), row * width * channels);
  }
  return { ...image, width, height, values: cut };
}
