import { DecodingError } from './decodingError.ts';
import { isLittleEndian, readDirectory } from './tiffDirectory.ts';

/** Numbers as in TIFF 6.0 and its supplements. */
export const COMPRESSION = { none: 1, lzw: 5, deflate: 8, oldDeflate: 32946, packBits: 32773 } as const;
export const PHOTOMETRIC = { whiteIsZero: 0, blackIsZero: 1, rgb: 2, palette: 3 } as const;

/** A strip or tile: `count` bytes at `offset` hold `width` x `rows` pixels whose first one lies at (x, y). */
export type TiffBlock = {
  readonly offset: number;
  readonly count: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly rows: number;
};

/** How the first picture of a TIFF is stored, when it is a kind that is known to be decoded rightly. */
export type TiffLayout = {
  readonly width: number;
  readonly height: number;
  readonly isLittleEndian: boolean;
  readonly bits: number;
  readonly samples: number;
  readonly compression: number;
  readonly photometric: number;
  /** Horizontal differencing. */
  readonly isDifferenced: boolean;
  /** The sample behind the colours is an alpha that the colours were not yet multiplied by. */
  readonly hasAlpha: boolean;
  /** Red, then green, then blue, 16-bit; empty without a palette. */
  readonly palette: readonly number[];
  readonly blocks: readonly TiffBlock[];
};

const COMPRESSION_NAMES: Readonly<Record<number, string>> = {
  2: 'CCITT fax',
  3: 'CCITT fax',
  4: 'CCITT fax',
  6: 'JPEG',
  7: 'JPEG',
  34712: 'JPEG 2000',
  34925: 'LZMA',
  50000: 'Zstandard',
  50001: 'WebP',
};
const PHOTOMETRIC_NAMES: Readonly<Record<number, string>> = { 5: 'CMYK', 6: 'YCbCr', 8: 'CIE L*a*b*' };

/** Reads the tags, and throws DecodingError for every combination that is not proven (see `tiff.browser.test.ts`). */
export function readTiffLayout(bytes: Uint8Array): TiffLayout {
  const tags = readDirectory(bytes);
  const first = (tag: number, otherwise: number) => tags.get(tag)?.[0] ?? otherwise;
  const layout = {
    width: first(256, 0),
    height: first(257, 0),
    isLittleEndian: isLittleEndian(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    bits: first(258, 1),
    samples: first(277, 1),
    compression: first(259, 1),
    photometric: first(262, -1),
    isDifferenced: first(317, 1) === 2,
    hasAlpha: first(338, 0) === 2,
    palette: tags.get(320) ?? [],
  };
  refuse(!(tags.get(258) ?? []).every((bits) => bits === layout.bits), 'samples of different depths');
  refuse(first(284, 1) !== 1 && layout.samples > 1, 'separate colour planes');
  refuse(first(266, 1) !== 1, 'reversed bits');
  refuse(![1, 2].includes(first(317, 1)), 'a floating-point predictor');
  refuse(
    (tags.get(339) ?? []).some((kind) => kind !== 1),
    'signed or floating-point samples',
  );
  checkKind(layout);
  return { ...layout, blocks: readBlocks(tags, layout) };
}

type Kind = Omit<TiffLayout, 'blocks'>;

function checkKind({ bits, samples, compression, photometric, isDifferenced, palette }: Kind): void {
  const compressions: readonly number[] = Object.values(COMPRESSION);
  refuse(!compressions.includes(compression), `${COMPRESSION_NAMES[compression] ?? 'an unknown'} compression`);
  refuse(isDifferenced && bits < 8, 'differences of less than 8 bits');
  if (photometric === PHOTOMETRIC.rgb) {
    refuse((bits !== 8 && bits !== 16) || (samples !== 3 && samples !== 4), `${samples} samples of ${bits} bits`);
  } else if (photometric === PHOTOMETRIC.palette) {
    refuse(samples !== 1 || ![1, 2, 4, 8].includes(bits) || palette.length !== 3 * 2 ** bits, 'a damaged palette');
  } else if (photometric === PHOTOMETRIC.blackIsZero || photometric === PHOTOMETRIC.whiteIsZero) {
    refuse(![1, 2, 4, 8, 16].includes(bits), `samples of ${bits} bits`);
    refuse(samples !== 1 && !(samples === 2 && bits >= 8), `${samples} samples`);
  } else {
    refuse(true, `${PHOTOMETRIC_NAMES[photometric] ?? 'unknown'} colours`);
  }
}

function refuse(condition: boolean, feature: string): void {
  if (condition) {
    throw new DecodingError(`This kind of TIFF cannot be read: it has ${feature}. Save it as PNG or as plain TIFF.`);
  }
}

function readBlocks(tags: ReadonlyMap<number, readonly number[]>, { width, height }: Kind): TiffBlock[] {
  const isTiled = tags.has(322);
  const offsets = tags.get(isTiled ? 324 : 273) ?? [];
  const counts = tags.get(isTiled ? 325 : 279) ?? [];
  const blockWidth = isTiled ? (tags.get(322)?.[0] ?? 0) : width;
  const blockRows = isTiled ? (tags.get(323)?.[0] ?? 0) : Math.min(tags.get(278)?.[0] ?? height, height);
  const across = Math.ceil(width / blockWidth);
  const down = Math.ceil(height / blockRows);
  if (!(blockWidth > 0 && blockRows > 0) || offsets.length < across * down) {
    throw new DecodingError('The TIFF is damaged: parts of its picture are missing.');
  }
  return offsets.slice(0, across * down).map((offset, i) => {
    const x = (i % across) * blockWidth;
    const y = Math.floor(i / across) * blockRows;
    // The last strip ends with the picture; tiles are padded to their full size.
    const rows = isTiled ? blockRows : Math.min(blockRows, height - y);
    return { offset, count: counts[i] ?? 0, x, y, width: blockWidth, rows };
  });
}
