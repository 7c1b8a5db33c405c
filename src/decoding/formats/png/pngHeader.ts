import { crc32 } from '../../../archive/crc32.ts';
import type { ColourMode } from '../../../dataset/scan.ts';
import { type ExifBlock, readOrientation } from '../../image/exif.ts';
import type { ImageHeader } from '../../image/imageHeader.ts';
import { decodingError, truncatedError } from '../../messages.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const SIGNATURE_BYTES = 8;
/** Bytes of a chunk around its data: length and type before, CRC behind. */
const CHUNK_HEAD = 8;
const CHUNK_TAIL = 4;
const HEADER_BYTES = 13;
/** Bit 5 of the type's first letter: 0 in chunks that no decoder may skip. */
const ANCILLARY = 0x20;
const MOST_COLOURS = 256;

/** Numbers of the colour types (PNG specification, third edition, table 12). */
export const COLOUR = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgba: 6 } as const;

type ColourType = (typeof COLOUR)[keyof typeof COLOUR];

const COLOUR_MODES: Readonly<Record<ColourType, ColourMode>> = {
  0: 'grey',
  2: 'rgb',
  3: 'palette',
  4: 'grey-alpha',
  6: 'rgb-alpha',
};

const BIT_DEPTHS: Readonly<Record<ColourType, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** The chunks that make the image; texts and profiles are left alone, they may be bombs. */
export type Png = {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colour: ColourType;
  readonly isInterlaced: boolean;
  /** [colours, 3]; empty without one. */
  readonly palette: Uint8Array;
  /** The data of tRNS; null without one. */
  readonly transparency: Uint8Array | null;
  /** The data of the IDAT chunks in turn: one zlib stream. */
  readonly packed: readonly Bytes[];
  readonly exif: ExifBlock | null;
};

type Chunk = { readonly type: string; readonly at: number; readonly data: Bytes };

/** Checks the structure of a PNG and tells its size. Throws UserError. */
export function readPngHeader(bytes: Uint8Array): ImageHeader {
  const { width, height, colour, exif } = readPng(bytes, isSound);
  const orientation = exif ? readOrientation(bytes, exif) : 1;
  return { width, height, orientation, colourMode: COLOUR_MODES[colour], exif };
}

/**
 * Reads the chunks of a PNG up to IEND (PNG specification, third edition, section 5). `isKept` says whether a chunk counts. Throws
 * UserError where one ends beyond the file, or one that no decoder may skip is missing, unknown or out of place.
 */
export function readPng(bytes: Uint8Array, isKept: (bytes: Uint8Array, chunk: Chunk) => boolean = () => true): Png {
  const chunks = chunksOf(bytes).filter((chunk) => isKept(bytes, chunk));
  const [first] = chunks;
  if (first?.type !== 'IHDR' || first.data.length !== HEADER_BYTES) {
    throw decodingError('png-no-header');
  }
  const header = parseHeader(first.data);
  const packed = chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  if (packed.length === 0) throw decodingError('png-no-image');
  const exif = chunks.find(({ type }) => type === 'eXIf');
  return {
    ...header,
    ...coloursOf(chunks, header.colour),
    packed,
    exif: exif ? { start: exif.at + CHUNK_HEAD, end: exif.at + CHUNK_HEAD + exif.data.length } : null,
  };
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE_BYTES, type = ''; type !== 'IEND'; ) {
    type = String.fromCharCode(...[4, 5, 6, 7].map((place) => view.getUint8(at + place)));
    const end = at + CHUNK_HEAD + view.getUint32(at);
    if (end + CHUNK_TAIL > bytes.length) throw truncatedError();
    chunks.push({ type, at, data: bytes.subarray(at + CHUNK_HEAD, end) as Bytes });
    at = end + CHUNK_TAIL;
  }
  return chunks;
}

/**
 * Whether a chunk's checksum is right. What the image is not made of is skipped where it is wrong, as the specification has it
 * (section 13.1); anything else must be sound.
 */
function isSound(bytes: Uint8Array, { type, at, data }: Chunk): boolean {
  const end = at + CHUNK_HEAD + data.length;
  const stored = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(end);
  if (crc32(bytes.subarray(at + 4, end)) === stored) return true;
  if (type !== 'tRNS' && (type.charCodeAt(0) & ANCILLARY) !== 0) return false;
  throw decodingError('png-checksum');
}

function parseHeader(data: Bytes): Pick<Png, 'width' | 'height' | 'bits' | 'colour' | 'isInterlaced'> {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [bits = 0, colour, packing, filtering, interlacing = 0] = data.subarray(8);
  const type = Object.values(COLOUR).find((each) => each === colour);
  if (type === undefined || !BIT_DEPTHS[type].includes(bits)) throw decodingError('png-colours');
  if (packing !== 0 || filtering !== 0 || interlacing > 1) throw decodingError('png-packing');
  return { width: view.getUint32(0), height: view.getUint32(4), bits, colour: type, isInterlaced: interlacing === 1 };
}

const CRITICAL = ['IHDR', 'PLTE', 'IDAT', 'IEND'];

function coloursOf(chunks: readonly Chunk[], colour: ColourType): Pick<Png, 'palette' | 'transparency'> {
  const unknown = chunks.find(({ type }) => (type.charCodeAt(0) & ANCILLARY) === 0 && !CRITICAL.includes(type));
  if (unknown) throw decodingError('png-unknown-chunk');
  const early = chunks.slice(
    0,
    chunks.findIndex(({ type }) => type === 'IDAT'),
  );
  const palette = early.find(({ type }) => type === 'PLTE')?.data ?? new Uint8Array(0);
  const isPalette = palette.length > 0 && palette.length % 3 === 0 && palette.length <= 3 * MOST_COLOURS;
  if (colour === COLOUR.palette && !isPalette) throw decodingError('png-palette');
  return { palette, transparency: early.find(({ type }) => type === 'tRNS')?.data ?? null };
}
