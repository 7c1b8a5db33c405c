import { shortHash } from '../../../dataset/hashes.ts';
import { imageOfRgb } from '../../image/imageOfRgb.ts';
import {
  FILE_FIELD,
  type HeaderFields,
  type RawImage,
  type SliceSource,
  type WhichSlices,
} from '../../image/rawImage.ts';
import { decodingError } from '../../messages.ts';
import { lookUpPalette, rgbOfYbr, toBytes } from './colours.ts';
import { framesOf } from './frames.ts';
import { type FrameValues, nativeFrameBytes, readFrameValues } from './frameValues.ts';
import { byWindowTable, greyWindowOf, rescaled, sayPadding, separatePadding } from './greyLevels.ts';
import { readDicomFile } from './header/dataSet.ts';
import { FrameHeader } from './header/frameHeader.ts';
import { readHeaderFields } from './header/headerFields.ts';
import { readIdentity } from './header/identity.ts';
import { type ImageFormat, readImageFormat } from './header/imageFormat.ts';
import { imageKind } from './header/imageKind.ts';
import { readPixelAspect } from './header/pixelSpacing.ts';
import { readScanner } from './header/scanner.ts';
import { transferSyntaxOf } from './header/transferSyntax.ts';
import { type Mosaic, readMosaic, sliceOfMosaic } from './mosaic.ts';

const WHOLE_BYTE = { low: 0, high: 255 };

/**
 * The frames of a DICOM file one after another, all or the one that is asked for. Overlays are left out. Throws UserError, in words, for
 * what is damaged or of a kind that cannot be read.
 */
export async function* decodeDicom(bytes: Uint8Array<ArrayBuffer>, which: WhichSlices): AsyncGenerator<SliceSource> {
  try {
    yield* slicesIn(bytes, which);
  } catch (error) {
    // Of a value that reaches past the end the parser says so when it is read, in a text that is not for the user.
    throw typeof error === 'string' ? decodingError('dicom-header') : error;
  }
}

async function* slicesIn(bytes: Uint8Array<ArrayBuffer>, which: WhichSlices): AsyncGenerator<SliceSource> {
  const file = await readDicomFile(bytes);
  const { name, packing } = transferSyntaxOf(file.transferSyntax);
  const format = readImageFormat(file);
  const frames = framesOf(file, format.frames, nativeFrameBytes(format), packing === 'native');
  const identity = await readIdentity(file.header);
  const scanner = readScanner(file.header);
  const middle = Math.floor(frames.length / 2);
  for (const [index, frame] of frames.entries()) {
    // Of a mosaic, which is one frame, it is seen only when it is decoded how many slices there are.
    if (frames.length > 1 && which !== 'all' && index !== (which === 'middle' ? middle : which)) continue;
    const header = new FrameHeader(file.header, index);
    const image = imageOf(await readFrameValues(frame, format, packing), format, header);
    const mosaic = frames.length === 1 ? readMosaic(header, image) : null;
    const kind = imageKind(header);
    const headerFields: HeaderFields = [
      ...readHeaderFields(header),
      ...(kind ? ([['Shows', kind]] as const) : []),
      ...(mosaic ? ([['Mosaic', `cut into ${mosaic.slices} slices`]] as const) : []),
      ...(image.padding ? ([['Padding', sayPadding(image.padding)]] as const) : []),
      ['Bits', `${format.bitsStored}`],
      [FILE_FIELD, name],
    ];
    // Phases among magnitudes are not the next slices of theirs.
    const series = kind ? await shortHash(`${identity.series}|${kind}`) : identity.series;
    const common = { pixelAspect: readPixelAspect(header), subject: identity.subject, scanner, series, headerFields };
    if (mosaic) yield* slicesOfMosaic({ ...image, ...common }, mosaic, header.decimal(INSTANCE_NUMBER) ?? 0, which);
    else if (frames.length > 1 || which === 'all' || which === 'middle' || which === 0)
      yield { ...image, ...common, position: slicePosition(header, format.frames, index) };
  }
}

/** `number`: of the mosaic in its series. */
function* slicesOfMosaic(
  image: Omit<SliceSource, 'position'>,
  mosaic: Mosaic,
  number: number,
  which: WhichSlices,
): Generator<SliceSource> {
  const wanted = which === 'middle' ? Math.floor(mosaic.slices / 2) : which;
  for (let slice = 0; slice < mosaic.slices; slice++) {
    if (wanted === 'all' || wanted === slice)
      yield { ...sliceOfMosaic(image, mosaic, slice), position: number * mosaic.slices + slice };
  }
}

type Pixels = Omit<RawImage, 'pixelAspect' | 'headerFields'>;

function imageOf(frame: FrameValues, format: ImageFormat, header: FrameHeader): Pixels {
  const { photometric, isSigned } = format;
  if (frame.samples === 3) return colourImage(rgbOf(frame, photometric), format);
  if (photometric !== 'PALETTE COLOR') return greyImage(frame, format, header);
  return colourImage(lookUpPalette(frame.values, format.header, isSigned), format);
}

function rgbOf({ values, bits, isRgb }: FrameValues, photometric: string): Uint8Array {
  const pixels = toBytes(values, bits);
  return isRgb || photometric === 'RGB' ? pixels : rgbOfYbr(pixels);
}

function colourImage(rgb: Uint8Array, { width, height }: ImageFormat): Pixels {
  const { channels, pixels } = imageOfRgb(width, height, rgb);
  return { width, height, channels, values: pixels, window: WHOLE_BYTE, inverted: false, padding: null };
}

function greyImage(frame: FrameValues, format: ImageFormat, header: FrameHeader): Pixels {
  const { width, height, isSigned, photometric } = format;
  const values = rescaled(frame.values, header, isSigned);
  const shown = byWindowTable(values, header, isSigned);
  if (shown) return { width, height, channels: 1, ...shown, inverted: photometric === 'MONOCHROME1', padding: null };
  const { padding, measured } = separatePadding(values, header, isSigned);
  const { slope, intercept } = header.rescaling;
  const hasTable = header.has('x00283000');
  const isPlain = !isSigned && slope === 1 && intercept === 0 && !hasTable;
  const windows = greyWindowOf(measured, header, isPlain ? frame.bits : null);
  return { width, height, channels: 1, values, ...windows, inverted: photometric === 'MONOCHROME1', padding };
}

const INSTANCE_NUMBER = 'x00200013';
const IMAGE_POSITION = 'x00200032';
const IMAGE_ORIENTATION = 'x00200037';
const SLICE_LOCATION = 'x00201041';

/**
 * Orders the slices of a series: by their number, as the scanner gave it; without one by how far they lie along the normal of their plane
 * (millimetres, DICOM PS3.3, C.7.6.2); of a file of several frames in their order.
 */
function slicePosition(header: FrameHeader, frames: number, frame: number): number {
  const number = header.decimal(INSTANCE_NUMBER);
  if (number !== null) return number * frames + frame;
  return alongNormal(header) ?? header.decimal(SLICE_LOCATION) ?? frame;
}

function alongNormal(header: FrameHeader): number | null {
  const corner = header.decimals(IMAGE_POSITION, 3);
  const axes = header.decimals(IMAGE_ORIENTATION, 6);
  if (!corner || !axes) return null;
  const [rowX = 0, rowY = 0, rowZ = 0, columnX = 0, columnY = 0, columnZ = 0] = axes;
  const normal = [rowY * columnZ - rowZ * columnY, rowZ * columnX - rowX * columnZ, rowX * columnY - rowY * columnX];
  return normal.reduce((sum, value, i) => sum + value * (corner[i] ?? 0), 0);
}
