import type { DataSet, Element } from 'dicom-parser';
import { DecodingError } from '../decodingError.ts';
import { inflated } from '../inflate.ts';
import { DEFLATED, EXPLICIT_BIG_ENDIAN, IMPLICIT_LITTLE_ENDIAN } from './transferSyntax.ts';

/** The header of a DICOM file, and where its pixels are. */
export type DicomFile = {
  readonly header: DataSet;
  /** The file, unpacked where it was deflated as a whole: offsets of elements count from its start. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly transferSyntax: string;
  readonly isBigEndian: boolean;
  /** Not looked into yet. */
  readonly pixelData: Element;
};

type Parser = typeof import('dicom-parser');

const PIXEL_DATA = 'x7fe00010';

const PREAMBLE_BYTES = 128;
const MARK = 'DICM';
/** Headers have some kilobytes, some megabytes where every frame has one of its own. More would take memory for nothing. */
const MOST_HEADER_BYTES = 16 * 2 ** 20;
const MOST_INFLATED_BYTES = 256 * 2 ** 20;

/** What is no picture, by class (DICOM PS3.6, annex A). First match wins. */
const CLASSES_WITHOUT_PICTURE: readonly (readonly [start: string, what: string])[] = [
  ['1.2.840.10008.1.3.10', 'is the index of a folder of DICOM files (DICOMDIR)'],
  ['1.2.840.10008.5.1.4.1.1.481', 'is a radiotherapy plan, dose or structure'],
  ['1.2.840.10008.5.1.4.1.1.88', 'is a report'],
  ['1.2.840.10008.5.1.4.1.1.104', 'is a document'],
  ['1.2.840.10008.5.1.4.1.1.9', 'is a curve or a sound'],
  ['1.2.840.10008.5.1.4.1.1.11', 'is a state of presentation'],
];

/** Reads the header up to the pixels. Throws DecodingError where it cannot be read, or where there are none. */
export async function readDicomFile(file: Uint8Array<ArrayBuffer>): Promise<DicomFile> {
  const parser = await loadParser();
  const hasMeta = hasMark(file) || startsWithMeta(file);
  const bytes = hasMeta && !hasMark(file) ? withPreamble(file) : file;
  const meta = hasMeta ? readOrRefuse(bytes, () => parser.readPart10Header(headOf(bytes))) : null;
  const transferSyntax = meta?.string('x00020010')?.trim() ?? IMPLICIT_LITTLE_ENDIAN;
  const whole = meta && transferSyntax === DEFLATED ? await unpacked(bytes, meta) : bytes;
  const header = readOrRefuse(whole, () =>
    parser.parseDicom(headOf(bytes), {
      untilTag: PIXEL_DATA,
      inflater: () => headOf(whole),
      ...(meta?.elements.x00020010 ? {} : { TransferSyntaxUID: IMPLICIT_LITTLE_ENDIAN }),
    }),
  );
  const pixelData = header.elements[PIXEL_DATA];
  if (!pixelData) throw withoutPicture(header);
  return { header, bytes: whole, transferSyntax, isBigEndian: transferSyntax === EXPLICIT_BIG_ENDIAN, pixelData };
}

/** It is a CommonJS module, which bundlers and Node hand over in two ways. */
async function loadParser(): Promise<Parser> {
  const module: Parser & { default?: Parser } = await import('dicom-parser');
  return module.default ?? module;
}

function hasMark(bytes: Uint8Array): boolean {
  return [...MARK].every((letter, i) => bytes[PREAMBLE_BYTES + i] === letter.charCodeAt(0));
}

/** Some programs write the header without the preamble before it: its first element is (0002,0000), explicit. */
function startsWithMeta(bytes: Uint8Array): boolean {
  return bytes[0] === 2 && bytes[1] === 0;
}

function withPreamble(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(PREAMBLE_BYTES + MARK.length + bytes.length);
  whole.set(new TextEncoder().encode(MARK), PREAMBLE_BYTES);
  whole.set(bytes, PREAMBLE_BYTES + MARK.length);
  return whole;
}

function headOf(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return bytes.subarray(0, MOST_HEADER_BYTES);
}

/** The parser throws errors, texts and objects; none of them is for the user. */
function readOrRefuse<T>(bytes: Uint8Array, read: () => T): T {
  try {
    return read();
  } catch {
    const isLong = bytes.length > MOST_HEADER_BYTES;
    const what = isLong ? 'is damaged or far too long' : 'is damaged or cut short';
    throw new DecodingError(`The header of this DICOM file ${what}: it cannot be read up to the picture.`);
  }
}

/** Everything behind the meta header is one deflated stream (DICOM PS3.5, annex A.5). */
async function unpacked(bytes: Uint8Array<ArrayBuffer>, meta: DataSet): Promise<Uint8Array<ArrayBuffer>> {
  const start = Math.max(...Object.values(meta.elements).map(({ dataOffset, length }) => dataOffset + length));
  const rest = await inflated(bytes.subarray(start), 'deflate-raw', MOST_INFLATED_BYTES);
  if (!rest) throw new DecodingError('The DICOM file is damaged: its compressed data cannot be unpacked.');
  const whole = new Uint8Array(start + rest.length);
  whole.set(bytes.subarray(0, start));
  whole.set(rest, start);
  return whole;
}

function withoutPicture(header: DataSet): DecodingError {
  const uid = header.string('x00080016') ?? header.string('x00020002') ?? '';
  const what = CLASSES_WITHOUT_PICTURE.find(([start]) => uid.startsWith(start))?.[1] ?? 'holds no pixels';
  return new DecodingError(`This DICOM file ${what}: there is no picture in it.`);
}
