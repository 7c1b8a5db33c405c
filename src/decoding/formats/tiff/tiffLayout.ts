import { decodingError } from '../../messages.ts';
import { isLittleEndian, readDirectory } from './tiffDirectory.ts';

/** Numbers as in TIFF 6.0 and its supplements. */
export const TAG = {
  subfileType: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planarConfiguration: 284,
  predictor: 317,
  palette: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
  jpegTables: 347,
  jpegStart: 513,
  jpegLength: 514,
} as const;
export const COMPRESSION = {
  ...{ none: 1, lzw: 5, oldJpeg: 6, jpeg: 7, deflate: 8, oldDeflate: 32946, packBits: 32773 },
} as const;
export const PREDICTOR = { none: 1, horizontal: 2, float: 3 } as const;
export const PHOTOMETRIC = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3, yCbCr: 6 } as const;

/** Images with their tiles' padding: twice what an image may have, so that a tile cannot be a bomb. */
const MAX_PADDED_PIXELS = 128_000_000;

/** A strip or tile: `count` bytes at `offset` hold `width` x `rows` pixels whose first one lies at (x, y). */
export type TiffBlock = {
  readonly offset: number;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly rows: number;
  /** The sample that the block holds alone, where each has blocks of its own. */
  readonly plane: number | null;
};

/** What the bits of a sample mean, by the numbers of TIFF 6.0's SampleFormat. */
const SAMPLE_KINDS = { 1: 'unsigned', 2: 'signed', 3: 'float', 4: 'unsigned' } as const;
type SampleKind = (typeof SAMPLE_KINDS)[keyof typeof SAMPLE_KINDS];

/** Depths of grey samples that are read. */
const GREY_BITS: Readonly<Record<SampleKind, readonly number[]>> = {
  unsigned: [1, 2, 4, 8, 16, 32],
  signed: [8, 16, 32],
  float: [32, 64],
};

/** How the first image of a TIFF is stored, when it is a kind that is known to be decoded rightly. */
export type TiffLayout = {
  readonly width: number;
  readonly height: number;
  readonly isLittleEndian: boolean;
  readonly bits: number;
  readonly kind: SampleKind;
  readonly samples: number;
  /** Those of a pixel that lie beside each other in a block. */
  readonly samplesInBlock: number;
  readonly compression: number;
  readonly photometric: number;
  /** How samples were made differences before they were packed. */
  readonly predictor: number;
  /** The sample behind the colours is an alpha that the colours were not yet multiplied by. */
  readonly hasAlpha: boolean;
  /** Red, then green, then blue, 16-bit; empty without a palette. */
  readonly palette: readonly number[];
  /** What all JPEGs of the blocks share; empty where each has its own. */
  readonly jpegTables: Uint8Array;
  readonly blocks: readonly TiffBlock[];
};

const COMPRESSION_NAMES: Readonly<Record<number, string>> = {
  2: 'CCITT fax',
  3: 'CCITT fax',
  4: 'CCITT fax',
  34712: 'JPEG 2000',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
};
const PHOTOMETRIC_NAMES: Readonly<Record<number, string>> = { 5: 'CMYK', 6: 'YCbCr', 8: 'CIE L*a*b*' };

/** Reads the tags, and throws UserError for every combination that is not proven (see `tiff.browser.test.ts`). */
export function readTiffLayout(bytes: Uint8Array, directory?: number): TiffLayout {
  const tags = readDirectory(bytes, Object.values(TAG), directory);
  const first = (tag: number, otherwise: number) => tags.get(tag)?.[0] ?? otherwise;
  const layout = {
    width: first(TAG.width, 0),
    height: first(TAG.height, 0),
    isLittleEndian: isLittleEndian(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    bits: first(TAG.bits, 1),
    kind: sampleKind(tags.get(TAG.sampleFormat) ?? []),
    samples: first(TAG.samples, 1),
    samplesInBlock: first(TAG.planarConfiguration, 1) === 1 ? first(TAG.samples, 1) : 1,
    compression: first(TAG.compression, 1),
    photometric: first(TAG.photometric, -1),
    predictor: first(TAG.predictor, PREDICTOR.none),
    hasAlpha: first(TAG.extraSamples, 0) === 2,
    palette: tags.get(TAG.palette) ?? [],
    jpegTables: Uint8Array.from(tags.get(TAG.jpegTables) ?? []),
  };
  if (!(tags.get(TAG.bits) ?? []).every((bits) => bits === layout.bits)) throw decodingError('tiff-mixed-depths');
  if (first(TAG.fillOrder, 1) !== 1) throw decodingError('tiff-reversed-bits');
  checkKind(layout);
  return { ...layout, blocks: readBlocks(tags, layout) };
}

type Kind = Omit<TiffLayout, 'blocks'>;

function sampleKind(formats: readonly number[]): SampleKind {
  const kinds = new Set(formats.length === 0 ? [1] : formats);
  const [format = 1] = kinds;
  const kind = Object.entries(SAMPLE_KINDS).find(([number]) => Number(number) === format)?.[1];
  if (kinds.size > 1 || !kind) throw decodingError('tiff-mixed-depths');
  return kind;
}

function checkKind(layout: Kind): void {
  const { bits, kind, samples, compression, photometric, predictor, palette } = layout;
  const compressions: readonly number[] = Object.values(COMPRESSION);
  if (!compressions.includes(compression)) {
    const name = COMPRESSION_NAMES[compression];
    throw name ? decodingError('tiff-compression', { compression: name }) : decodingError('tiff-unknown-compression');
  }
  if (isJpeg(layout)) {
    checkJpeg(layout);
    return;
  }
  const { none, horizontal, float } = PREDICTOR;
  // A predictor for the other kind of numbers, or one that is not known.
  if (predictor !== none && predictor !== (kind === 'float' ? float : horizontal))
    throw decodingError('tiff-float-predictor');
  if (predictor === horizontal && bits < 8) throw decodingError('tiff-small-differences');
  if (photometric === PHOTOMETRIC.rgb) {
    if (kind !== 'unsigned') throw decodingError('tiff-signed-or-float');
    const isKnown = (bits === 8 || bits === 16) && (samples === 3 || samples === 4);
    if (!isKnown) throw decodingError('tiff-samples-of-bits', { samples, bits });
  } else if (photometric === PHOTOMETRIC.palette) {
    const isWhole = samples === 1 && [1, 2, 4, 8].includes(bits) && palette.length === 3 * 2 ** bits;
    if (!isWhole) throw decodingError('tiff-palette');
  } else if (photometric === PHOTOMETRIC.blackIsZero || photometric === PHOTOMETRIC.whiteIsZero) {
    if (!GREY_BITS[kind].includes(bits)) throw decodingError('tiff-bits', { bits });
    const hasAlpha = samples === 2 && kind === 'unsigned' && (bits === 8 || bits === 16);
    if (samples !== 1 && !hasAlpha) throw decodingError('tiff-samples', { samples });
  } else {
    const colours = PHOTOMETRIC_NAMES[photometric];
    throw colours ? decodingError('tiff-colours', { colours }) : decodingError('tiff-unknown-colours');
  }
}

/** Blocks are JPEGs of their own. */
export function isJpeg({ compression }: Pick<TiffLayout, 'compression'>): boolean {
  return compression === COMPRESSION.jpeg || compression === COMPRESSION.oldJpeg;
}

function checkJpeg({ bits, kind, samples, samplesInBlock, photometric, predictor }: Kind): void {
  if (bits !== 8 || kind !== 'unsigned' || predictor !== PREDICTOR.none) throw decodingError('tiff-bits', { bits });
  const { blackIsZero, whiteIsZero, rgb, yCbCr } = PHOTOMETRIC;
  const isGrey = samples === 1 && (photometric === blackIsZero || photometric === whiteIsZero);
  const isColour = samples === 3 && samplesInBlock === 3 && (photometric === rgb || photometric === yCbCr);
  if (!isGrey && !isColour) throw decodingError('tiff-samples', { samples });
}

type Tags = ReadonlyMap<number, readonly number[]>;

function readBlocks(tags: Tags, layout: Kind): TiffBlock[] {
  const { width, height, samples, samplesInBlock } = layout;
  const jpeg = tags.get(TAG.jpegStart)?.[0];
  if (layout.compression === COMPRESSION.oldJpeg) {
    // The old way in which parts of a JPEG lie apart was never written alike by two programs.
    if (!jpeg) throw decodingError('tiff-compression', { compression: 'old JPEG' });
    const count = tags.get(TAG.jpegLength)?.[0] ?? Number.MAX_SAFE_INTEGER;
    return [{ offset: jpeg, count, x: 0, y: 0, width, rows: height, plane: null }];
  }
  const isTiled = tags.has(TAG.tileWidth);
  const offsets = tags.get(isTiled ? TAG.tileOffsets : TAG.stripOffsets) ?? [];
  const counts = tags.get(isTiled ? TAG.tileByteCounts : TAG.stripByteCounts) ?? [];
  const blockWidth = isTiled ? (tags.get(TAG.tileWidth)?.[0] ?? 0) : width;
  const blockRows = isTiled
    ? (tags.get(TAG.tileHeight)?.[0] ?? 0)
    : Math.min(tags.get(TAG.rowsPerStrip)?.[0] ?? height, height);
  if (isTiled && (blockWidth % 16 !== 0 || blockRows % 16 !== 0)) throw decodingError('tiff-tile-sides');
  const across = Math.ceil(width / blockWidth);
  const inPlane = across * Math.ceil(height / blockRows);
  const blocks = inPlane * (samples / samplesInBlock);
  const padded = inPlane * blockWidth * blockRows;
  if (!(blockWidth > 0 && blockRows > 0) || offsets.length < blocks || padded > MAX_PADDED_PIXELS) {
    throw decodingError('tiff-missing-parts');
  }
  return offsets.slice(0, blocks).map((offset, i) => {
    const place = i % inPlane;
    const x = (place % across) * blockWidth;
    const y = Math.floor(place / across) * blockRows;
    // The last strip ends with the image; tiles are padded to their full size.
    const rows = isTiled ? blockRows : Math.min(blockRows, height - y);
    const plane = samplesInBlock < samples ? Math.floor(i / inPlane) : null;
    return { offset, count: counts[i] ?? 0, x, y, width: blockWidth, rows, plane };
  });
}
