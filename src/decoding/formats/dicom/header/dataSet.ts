import type { ByteArrayParser, DataSet, Element } from 'dicom-parser';
import { joinBytes } from '../../../../archive/joinBytes.ts';
import type { UserError } from '../../../../dataset/userError.ts';
import { lazyImport } from '../../../lazyImport.ts';
import { decodingError, type PlainDecodingCode } from '../../../messages.ts';
import { DEFLATED, EXPLICIT_BIG_ENDIAN, EXPLICIT_LITTLE_ENDIAN, IMPLICIT_LITTLE_ENDIAN } from './transferSyntax.ts';

/** The header of a DICOM file, and where its pixels are. */
export type DicomFile = {
  readonly header: DataSet;
  /** The file, unpacked where it was deflated as a whole: offsets of elements count from its start. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly transferSyntax: string;
  readonly isBigEndian: boolean;
  /** Not looked into yet. */
  readonly pixelData: Element;
  /** The pixels are floats of 32 or 64 bits. */
  readonly hasFractions: boolean;
};

type Parser = typeof import('dicom-parser') & {
  readonly DataSet: new (numbers: ByteArrayParser, bytes: Uint8Array, elements: DataSet['elements']) => DataSet;
};

const PIXEL_DATA = 'x7fe00010';
/** Of 32 and of 64 bits: they stand before where the pixels are else. */
const FLOAT_PIXEL_DATA = ['x7fe00008', 'x7fe00009'];

const PREAMBLE_BYTES = 128;
const MARK = 'DICM';
const MOST_META_BYTES = 2 ** 16;
/** Headers have some kilobytes, some megabytes where every frame has one of its own; pixels of fractions count as header. */
const MOST_HEADER_BYTES = 256 * 2 ** 20;
/** Some hundreds are usual; thousands of frames with a header each have a hundred thousand. */
const MOST_ELEMENTS = 150_000;
/** Of 16 bits: the two halves of the tag, and the length. */
const READS_PER_ELEMENT = 3;

/** What is no image, by class (DICOM PS3.6, annex A). First match wins. */
const CLASSES_WITHOUT_IMAGE: readonly (readonly [start: string, code: PlainDecodingCode])[] = [
  ['1.2.840.10008.1.3.10', 'dicom-directory'],
  ['1.2.840.10008.5.1.4.1.1.481', 'dicom-radiotherapy'],
  ['1.2.840.10008.5.1.4.1.1.88', 'dicom-report'],
  ['1.2.840.10008.5.1.4.1.1.104', 'dicom-document'],
  ['1.2.840.10008.5.1.4.1.1.9', 'dicom-curve'],
  ['1.2.840.10008.5.1.4.1.1.11', 'dicom-presentation'],
];

/** Reads the header up to the pixels. Throws UserError where it cannot be read, or where there are none. */
export async function readDicomFile(file: Uint8Array<ArrayBuffer>): Promise<DicomFile> {
  const parser = await loadParser();
  const hasMeta = hasMark(file) || startsWithMeta(file);
  const bytes = hasMeta && !hasMark(file) ? withPreamble(file) : file;
  const meta = hasMeta ? readOrRefuse(() => parser.readPart10Header(bytes.subarray(0, MOST_META_BYTES))) : null;
  const start = meta ? endOf(meta) : 0;
  const transferSyntax = meta?.string('x00020010')?.trim() ?? guessedSyntax(bytes, start);
  const whole = transferSyntax === DEFLATED ? await unpacked(bytes, start) : bytes;
  const isBigEndian = transferSyntax === EXPLICIT_BIG_ENDIAN;
  const header = readOrRefuse(() => readUpToPixels(parser, whole.subarray(0, MOST_HEADER_BYTES), start, isBigEndian));
  const fractions = FLOAT_PIXEL_DATA.map((tag) => header.elements[tag]).find((element) => element !== undefined);
  const pixelData = fractions ?? header.elements[PIXEL_DATA];
  if (!pixelData) throw withoutImage(header.string('x00080016') ?? meta?.string('x00020002') ?? '');
  return { header, bytes: whole, transferSyntax, isBigEndian, pixelData, hasFractions: fractions !== undefined };
}

/** It is a CommonJS module, which bundlers and Node hand over in two ways. Its types leave a class out. */
async function loadParser(): Promise<Parser> {
  const module = (await lazyImport(() => import('dicom-parser'))) as unknown as Parser & { default?: Parser };
  return module.default ?? module;
}

/** What `parseDicom` does, but that it gives up where a header has more elements than any honest one. */
function readUpToPixels(parser: Parser, head: Uint8Array, start: number, isBigEndian: boolean): DataSet {
  const numbers = isBigEndian ? parser.bigEndianByteArrayParser : parser.littleEndianByteArrayParser;
  let reads = 0;
  const counted: ByteArrayParser = {
    ...numbers,
    readUint16(bytes, at) {
      if (reads++ > READS_PER_ELEMENT * MOST_ELEMENTS) throw new Error('too many elements');
      return numbers.readUint16(bytes, at);
    },
  };
  const stream = new parser.ByteStream(counted, head, start);
  const header = new parser.DataSet(numbers, head, {});
  header.warnings = [];
  // Some files are not what they say, as to this.
  const read = isExplicit(head, start) ? parser.parseDicomDataSetExplicit : parser.parseDicomDataSetImplicit;
  read(header, stream, head.length, { untilTag: PIXEL_DATA });
  // From here on they are read to be used.
  reads = Number.NEGATIVE_INFINITY;
  return header;
}

/** Whether the element there names the type of its value, in two capital letters behind its tag. */
function isExplicit(bytes: Uint8Array, at: number): boolean {
  return [bytes[at + 4] ?? 0, bytes[at + 5] ?? 0].every((letter) => letter >= 0x41 && letter <= 0x5a);
}

/** Of a file that does not say; its first element is of a group below 256. */
function guessedSyntax(bytes: Uint8Array, start: number): string {
  if (!isExplicit(bytes, start)) return IMPLICIT_LITTLE_ENDIAN;
  return bytes[start] === 0 ? EXPLICIT_BIG_ENDIAN : EXPLICIT_LITTLE_ENDIAN;
}

/** Where the meta header ends. */
function endOf(meta: DataSet): number {
  const ends = Object.values(meta.elements).map(({ dataOffset, length }) => dataOffset + length);
  return Math.max(PREAMBLE_BYTES + MARK.length, ...ends);
}

function hasMark(bytes: Uint8Array): boolean {
  return [...MARK].every((letter, i) => bytes[PREAMBLE_BYTES + i] === letter.charCodeAt(0));
}

/** Some programs write the header without the preamble before it: its first element is (0002,0000), explicit. */
function startsWithMeta(bytes: Uint8Array): boolean {
  return bytes[0] === 2 && bytes[1] === 0;
}

function withPreamble(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return joinBytes([new Uint8Array(PREAMBLE_BYTES), new TextEncoder().encode(MARK), bytes]);
}

/** The parser throws errors, texts and objects; none of them is for the user. */
function readOrRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch {
    throw decodingError('dicom-header');
  }
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>, start: number): Promise<Uint8Array<ArrayBuffer>> {
  const rest = await unpackDeflated(bytes.subarray(start));
  return joinBytes([bytes.subarray(0, start), rest]);
}

function withoutImage(uid: string): UserError {
  const [, code = 'dicom-no-pixels'] = CLASSES_WITHOUT_IMAGE.find(([start]) => uid.startsWith(start)) ?? [];
  return decodingError(code);
}

/** A piece of a bomb unpacks to a thousand times its size before anyone can say that it is enough. */
const PIECE_BYTES = 2 ** 14;
const MOST_BYTES = 128 * 2 ** 20;

/**
 * Unpacks the one stream that is all of a deflated DICOM file behind its meta header (PS3.5, annex A.5). What follows the stream is
 * none of it: a byte that makes the length even, or a checksum; the browser's own unpacker would take offence. Throws UserError.
 */
async function unpackDeflated(data: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const { Inflate } = await lazyImport(() => import('fflate'));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const inflate = new Inflate((part) => {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new RangeError('enough');
    parts.push(part.slice());
  });
  try {
    for (let at = 0; at < data.length; at += PIECE_BYTES) {
      inflate.push(data.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= data.length);
    }
  } catch {
    throw decodingError('dicom-deflated');
  }
  return joinBytes(parts);
}
