import { DecodingError, truncatedError } from './decodingError.ts';
import { FILE_FACT, type HeaderFacts, type RangedPicture, type Samples } from './volume.ts';

/** A slice that is kept instead of the file that it came from. */
export type KeptSlice = RangedPicture & { readonly source: 'dicom' | 'nifti' };

/** The first bytes of a kept slice; the last one is the version of its layout. */
export const KEPT_SLICE_MAGIC = '\x89AXIALs\x01';

/**
 * Little-endian: magic (8 bytes), width and height (32 bits each), channels, type of the samples, source and inversion (a byte each),
 * length of the facts (32 bits), low and high of the window (64-bit floats), the samples, the facts (JSON in UTF-8).
 */
const AT = { width: 8, height: 12, channels: 16, type: 17, source: 18, inverted: 19, facts: 20, low: 24, high: 32 };
const HEADER_BYTES = 40;

const TYPES = [Uint8Array, Uint16Array, Int16Array, Float32Array] as const;
const SOURCES = ['dicom', 'nifti'] as const;

const MOST_FACTS = 100;
const MOST_LETTERS = 200;

/**
 * The bytes to keep of a slice. Equal slices have equal bytes, so that one that was dropped in two encodings is found to be a copy; whom it
 * is of and where it lies in its series is not among them.
 */
export function keepSlice(slice: KeptSlice): Uint8Array<ArrayBuffer> {
  const facts = new TextEncoder().encode(JSON.stringify(slice.facts.filter(([label]) => label !== FILE_FACT)));
  const samples = new Uint8Array(slice.values.buffer, slice.values.byteOffset, slice.values.byteLength);
  const bytes = new Uint8Array(HEADER_BYTES + samples.length + facts.length);
  for (let i = 0; i < KEPT_SLICE_MAGIC.length; i++) bytes[i] = KEPT_SLICE_MAGIC.charCodeAt(i);
  const view = new DataView(bytes.buffer);
  view.setUint32(AT.width, slice.width, true);
  view.setUint32(AT.height, slice.height, true);
  view.setUint8(AT.channels, slice.channels);
  view.setUint8(
    AT.type,
    TYPES.findIndex((Type) => slice.values instanceof Type),
  );
  view.setUint8(AT.source, SOURCES.indexOf(slice.source));
  view.setUint8(AT.inverted, slice.inverted ? 1 : 0);
  view.setUint32(AT.facts, facts.length, true);
  view.setFloat64(AT.low, slice.window.low, true);
  view.setFloat64(AT.high, slice.window.high, true);
  bytes.set(samples, HEADER_BYTES);
  bytes.set(facts, HEADER_BYTES + samples.length);
  return bytes;
}

/** The slice that `keepSlice` made the bytes of. Throws DecodingError where they are damaged. */
export function readKeptSlice(bytes: Uint8Array): KeptSlice {
  if (bytes.length < HEADER_BYTES) throw truncatedError();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = view.getUint32(AT.width, true);
  const height = view.getUint32(AT.height, true);
  const channels = view.getUint8(AT.channels);
  const Type = TYPES[view.getUint8(AT.type)];
  const source = SOURCES[view.getUint8(AT.source)];
  const window = { low: view.getFloat64(AT.low, true), high: view.getFloat64(AT.high, true) };
  if ((channels !== 1 && channels !== 3) || !Type || !source || !(window.low <= window.high)) throw damaged();
  const factsAt = HEADER_BYTES + width * height * channels * Type.BYTES_PER_ELEMENT;
  if (factsAt + view.getUint32(AT.facts, true) !== bytes.length) throw truncatedError();
  // A copy of its own, because samples of more than a byte must be aligned.
  const values: Samples = new Type(bytes.slice(HEADER_BYTES, factsAt).buffer);
  const inverted = view.getUint8(AT.inverted) === 1;
  return { width, height, channels, values, window, inverted, facts: readFacts(bytes.subarray(factsAt)), source };
}

function readFacts(bytes: Uint8Array): HeaderFacts {
  const facts = parsed(new TextDecoder().decode(bytes));
  if (!Array.isArray(facts) || facts.length > MOST_FACTS) throw damaged();
  return facts.map((fact: unknown) => {
    if (!Array.isArray(fact) || !isShortText(fact[0]) || !isShortText(fact[1])) throw damaged();
    return [fact[0], fact[1]] as const;
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

function damaged(): DecodingError {
  return new DecodingError('The slice that was kept of this scan is damaged. Import its file again.');
}
