import { joinBytes } from '../../../archive/joinBytes.ts';
import type { ImageHeader } from '../../image/imageHeader.ts';
import { decodingError } from '../../messages.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const GRAPHIC_CONTROL = 0xf9;
/** Of a palette's indices; a byte holds no more. */
const MOST_CODE_BITS = 8;

/** The first frame; a GIF that moves shows it first. */
export type GifFrame = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly isInterlaced: boolean;
  /** [colours, 3] */
  readonly colours: Uint8Array;
  /** The index that is transparent; -1 without one. */
  readonly transparent: number;
  readonly codeBits: number;
  readonly packed: Uint8Array;
};

type Gif = { readonly width: number; readonly height: number; readonly frame: GifFrame };

export function readGifHeader(bytes: Uint8Array): ImageHeader {
  const { width, height } = readGif(bytes);
  return { width, height, orientation: 1, colourMode: 'palette', exif: null };
}

/**
 * Reads a GIF up to the end of its first frame (GIF89a, sections 18 to 24), which is all that is shown of it. Throws RangeError where the
 * file ends before, UserError where it makes no sense.
 */
export function readGif(bytes: Uint8Array): Gif {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 13 + colourTableBytes(view.getUint8(10));
  let transparent = -1;
  for (; view.getUint8(at) === EXTENSION; at = skipSubBlocks(view, at + 2)) {
    if (view.getUint8(at + 1) === GRAPHIC_CONTROL) transparent = view.getUint8(at + 3) & 1 ? view.getUint8(at + 6) : -1;
  }
  if (view.getUint8(at) !== IMAGE) throw decodingError('gif-no-image');
  const [left = 0, top = 0, width = 0, height = 0] = [1, 3, 5, 7].map((place) => view.getUint16(at + place, true));
  const flags = view.getUint8(at + 9);
  const dataAt = at + 10 + colourTableBytes(flags);
  const codeBits = view.getUint8(dataAt);
  if (codeBits < 1 || codeBits > MOST_CODE_BITS) throw decodingError('gif-code-width');
  const packed = joinSubBlocks(bytes, dataAt + 1, skipSubBlocks(view, dataAt + 1));
  const local = bytes.subarray(at + 10, dataAt);
  const colours = local.length > 0 ? local : bytes.subarray(13, 13 + colourTableBytes(view.getUint8(10)));
  const frame = {
    left,
    top,
    width,
    height,
    isInterlaced: (flags & 0x40) !== 0,
    colours,
    transparent,
    codeBits,
    packed,
  };
  // A frame may reach beyond the screen that the file announces; browsers enlarge the screen then.
  return {
    width: Math.max(view.getUint16(6, true), left + width),
    height: Math.max(view.getUint16(8, true), top + height),
    frame,
  };
}

function colourTableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Where the sub-blocks that begin at `start` end, the empty one that closes them included. */
function skipSubBlocks(view: DataView, start: number): number {
  let at = start;
  while (view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
  return at + 1;
}

function joinSubBlocks(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const blocks: Uint8Array[] = [];
  for (let at = start; at < end - 1; at += 1 + (bytes[at] ?? 0)) {
    blocks.push(bytes.subarray(at + 1, at + 1 + (bytes[at] ?? 0)));
  }
  return joinBytes(blocks);
}
