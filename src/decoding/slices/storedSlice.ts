import type { UserError } from '../../dataset/userError.ts';
import type { VolumeChoice } from '../../dataset/volumeChoice.ts';
import { ALL_AXIAL_SLICES } from '../../dataset/volumes.ts';
import { DESCRIPTIONS } from '../formats/descriptions.ts';
import type { FormatOfSlices } from '../formats.ts';
import { checkSize } from '../image/imageHeader.ts';
import { pixelAspectOf } from '../image/pixelAspect.ts';
import {
  FILE_FIELD,
  type GreyWindow,
  type HeaderFields,
  type Padding,
  type RawImage,
  type Samples,
  type SliceSource,
  type WhichSlices,
} from '../image/rawImage.ts';
import { decodingError, truncatedError } from '../messages.ts';
import { hasSignature } from '../signature.ts';

type SourceName = FormatOfSlices['name'];

/** A slice that is stored instead of the file that it came from, with the format of that file. */
export type StoredSlice = RawImage & { readonly source: SourceName };

/** The first bytes of a stored slice; the version of its layout follows. */
const STORED_SLICE_MAGIC = '\x89AXIALs';

/**
 * Little-endian: magic (7 bytes), version, width and height (32 bits each), channels, type of the samples, source and inversion (a byte
 * each), length of the headerFields (32 bits), low and high of the window (64-bit floats); from version 2 on also the aspect of the pixels, and low
 * and high of the padding (64-bit floats, no numbers where there is none); in version 3 low and high of the window of version 1 of the
 * preprocessing (64-bit floats); the samples; the headerFields (JSON in UTF-8).
 */
const AT = {
  ...{ version: 7, width: 8, height: 12, channels: 16, type: 17, source: 18, inverted: 19, headerFields: 20, low: 24 },
  ...{ high: 32, pixelAspect: 40, paddingLow: 48, paddingHigh: 56, lowOfVersion1: 64, highOfVersion1: 72 },
};
/** By version. */
const HEADER_BYTES = { 1: 40, 2: 64, 3: 80 } as const;
type LayoutVersion = keyof typeof HEADER_BYTES;

const TYPES = [Uint8Array, Uint16Array, Int16Array, Float32Array] as const;

const MOST_FIELDS = 100;
const MOST_LETTERS = 200;

export function isStoredSlice(bytes: Uint8Array): boolean {
  return hasSignature(bytes, STORED_SLICE_MAGIC);
}

/**
 * The bytes to keep of a slice. Equal slices have equal bytes, so that one that was dropped in two encodings is found to be a copy; whom it
 * is of and where it lies in its series is not among them. A version is for what the one before has no room for: all other slices have the
 * bytes, and so the hash, that they had before there was one.
 */
export function writeStoredSlice(slice: StoredSlice): Uint8Array<ArrayBuffer> {
  const version = layoutOf(slice);
  const kept = slice.headerFields.filter(([label]) => label !== FILE_FIELD);
  const headerFields = new TextEncoder().encode(JSON.stringify(kept));
  const samples = new Uint8Array(slice.values.buffer, slice.values.byteOffset, slice.values.byteLength);
  const samplesAt = HEADER_BYTES[version];
  const bytes = new Uint8Array(samplesAt + samples.length + headerFields.length);
  for (let i = 0; i < STORED_SLICE_MAGIC.length; i++) bytes[i] = STORED_SLICE_MAGIC.charCodeAt(i);
  const view = new DataView(bytes.buffer);
  view.setUint8(AT.version, version);
  view.setUint32(AT.width, slice.width, true);
  view.setUint32(AT.height, slice.height, true);
  view.setUint8(AT.channels, slice.channels);
  view.setUint8(
    AT.type,
    TYPES.findIndex((Type) => slice.values instanceof Type),
  );
  view.setUint8(AT.source, codeOf(slice.source));
  view.setUint8(AT.inverted, slice.inverted ? 1 : 0);
  view.setUint32(AT.headerFields, headerFields.length, true);
  view.setFloat64(AT.low, slice.window.low, true);
  view.setFloat64(AT.high, slice.window.high, true);
  if (version >= 2) {
    view.setFloat64(AT.pixelAspect, slice.pixelAspect, true);
    view.setFloat64(AT.paddingLow, slice.padding?.low ?? Number.NaN, true);
    view.setFloat64(AT.paddingHigh, slice.padding?.high ?? Number.NaN, true);
  }
  if (slice.windowOfVersion1) {
    view.setFloat64(AT.lowOfVersion1, slice.windowOfVersion1.low, true);
    view.setFloat64(AT.highOfVersion1, slice.windowOfVersion1.high, true);
  }
  bytes.set(samples, samplesAt);
  bytes.set(headerFields, samplesAt + samples.length);
  return bytes;
}

function layoutOf({ padding, pixelAspect, windowOfVersion1 }: StoredSlice): LayoutVersion {
  if (windowOfVersion1) return 3;
  return padding === null && pixelAspect === 1 ? 1 : 2;
}

/** The slice that `writeStoredSlice` made the bytes of. Throws UserError where they are damaged. */
export function readStoredSlice(bytes: Uint8Array): StoredSlice {
  const version = bytes[AT.version];
  if (version === undefined) throw truncatedError();
  if (version !== 1 && version !== 2 && version !== 3) throw decodingError('stored-slice-newer');
  const samplesAt = HEADER_BYTES[version];
  if (bytes.length < samplesAt) throw truncatedError();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint32(AT.width, true);
  const height = view.getUint32(AT.height, true);
  const channels = view.getUint8(AT.channels);
  const Type = TYPES[view.getUint8(AT.type)];
  const source = sourceOf(view.getUint8(AT.source));
  const window = readWindow(view, AT.low);
  const before = version === 3 && { windowOfVersion1: readWindow(view, AT.lowOfVersion1) };
  if ((channels !== 1 && channels !== 3) || !Type || !source) throw damaged();
  const { padding, pixelAspect } = version === 1 ? { padding: null, pixelAspect: 1 } : readSecondVersion(view);
  const fieldsAt = samplesAt + width * height * channels * Type.BYTES_PER_ELEMENT;
  if (fieldsAt + view.getUint32(AT.headerFields, true) !== bytes.length) throw truncatedError();
  // A copy of its own, because samples of more than a byte must be aligned.
  const values: Samples = new Type(bytes.slice(samplesAt, fieldsAt).buffer);
  const inverted = view.getUint8(AT.inverted) === 1;
  const headerFields = readFields(bytes.subarray(fieldsAt));
  return { width, height, channels, values, window, ...before, inverted, padding, pixelAspect, headerFields, source };
}

function readWindow(view: DataView, at: number): GreyWindow {
  const [low, high] = [view.getFloat64(at, true), view.getFloat64(at + 8, true)];
  if (!(low <= high)) throw damaged();
  return { low, high };
}

const SOURCES = DESCRIPTIONS.filter((each) => each.holds === 'slices');

function codeOf(source: SourceName): number {
  const description = SOURCES.find(({ name }) => name === source);
  if (!description) throw new Error(`No slices are stored of '${source}' files.`);
  return description.sliceCode;
}

function sourceOf(code: number): SourceName | undefined {
  return SOURCES.find(({ sliceCode }) => sliceCode === code)?.name;
}

function readSecondVersion(view: DataView): { readonly padding: Padding | null; readonly pixelAspect: number } {
  const pixelAspect = view.getFloat64(AT.pixelAspect, true);
  const padding = { low: view.getFloat64(AT.paddingLow, true), high: view.getFloat64(AT.paddingHigh, true) };
  const isPadded = !Number.isNaN(padding.low);
  if (pixelAspectOf(pixelAspect, 1) !== pixelAspect || (isPadded && !(padding.low <= padding.high))) throw damaged();
  return { padding: isPadded ? padding : null, pixelAspect };
}

function readFields(bytes: Uint8Array): HeaderFields {
  const headerFields = parsed(new TextDecoder().decode(bytes));
  if (!Array.isArray(headerFields) || headerFields.length > MOST_FIELDS) throw damaged();
  return headerFields.map((field: unknown) => {
    if (!Array.isArray(field) || !isShortText(field[0]) || !isShortText(field[1])) throw damaged();
    return [field[0], field[1]] as const;
  });
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_LETTERS;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw damaged();
  }
}

function damaged(): UserError {
  return decodingError('stored-slice-damaged');
}

/** A slice, and the format of the file that it is from. */
export type FileSlice = SliceSource & Pick<StoredSlice, 'source'>;

/** Decodes the slices of a file one after another. Throws UserError in words. */
export async function* slicesOf(
  bytes: Uint8Array<ArrayBuffer>,
  format: FormatOfSlices,
  which: WhichSlices,
  volumes: VolumeChoice = ALL_AXIAL_SLICES,
): AsyncGenerator<FileSlice> {
  for await (const slice of format.slices(bytes, which, volumes)) {
    checkSize(slice.width, slice.height); // else it could be stored and never be read back
    yield { ...slice, source: format.name };
  }
}
