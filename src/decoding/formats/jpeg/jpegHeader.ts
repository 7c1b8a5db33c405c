import type { ColourMode } from '../../../dataset/scan.ts';
import type { UserError } from '../../../dataset/userError.ts';
import { type ExifBlock, readOrientation } from '../../image/exif.ts';
import type { ImageHeader } from '../../image/imageHeader.ts';
import { decodingError, truncatedError } from '../../messages.ts';

const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const QUANTISATION = 0xdb;
const HUFFMAN = 0xc4;
const APP1 = 0xe1;

/** Markers of the frames that browsers decode: baseline, extended sequential and progressive, with Huffman codes. */
const FRAMES = [0xc0, 0xc1, 0xc2];
const MOST_COMPONENTS = 4;
const MOST_SAMPLING = 4;
const MOST_TABLES = 4;
const BLOCK = 64;
const CODE_LENGTHS = 16;
const MOST_DC_BITS = 15;

type Frame = Pick<ImageHeader, 'width' | 'height' | 'colourMode'> & { readonly components: readonly Component[] };
type Component = { readonly id: number; readonly stepsId: number };
type Marker = { readonly code: number; readonly at: number };

/**
 * Checks the structure of a JPEG up to its end marker (ITU-T T.81, annex B): browsers differ in what damage they forgive. What lies
 * behind the end (a zip, a second image) is no part of the image. Throws UserError.
 */
export function readJpegHeader(bytes: Uint8Array): ImageHeader {
  const reader = new SegmentReader();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let marker = nextMarker(bytes, 2);
  while (marker.code !== END_OF_IMAGE) {
    const end = marker.at + 2 + view.getUint16(marker.at + 2);
    if (end > bytes.length) throw truncatedError();
    if (end < marker.at + 4) throw damaged();
    reader.take(marker.code, bytes.subarray(marker.at + 4, end), marker.at + 4);
    marker = nextMarker(bytes, end);
  }
  const { frame, exif, hasScan } = reader;
  if (!frame || !hasScan) throw decodingError('jpeg-no-image');
  const { width, height, colourMode } = frame;
  return { width, height, colourMode, orientation: exif ? readOrientation(bytes, exif) : 1, exif };
}

/**
 * The next marker that begins a segment, or the end marker. Skips entropy-coded data, restart marks and fill bytes. Throws for a marker that
 * has no meaning (table B.1): Firefox stops there with what it has, and libjpeg refuses the rest.
 */
function nextMarker(bytes: Uint8Array, from: number): Marker {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const code = bytes[at + 1] ?? 0;
    if (isReserved(code)) throw damaged();
    if (code >= 0xc0 && code !== START_OF_IMAGE && !isRestart(code) && code !== 0xff) return { code, at };
    at = bytes.indexOf(0xff, code === 0xff ? at + 1 : at + 2);
  }
  throw truncatedError();
}

function isReserved(code: number): boolean {
  return (code >= 0x02 && code <= 0xbf) || (code >= 0xf0 && code <= 0xfd);
}

function isRestart(code: number): boolean {
  return code >= 0xd0 && code <= 0xd7;
}

/** Takes the segments in turn and checks each by those before it. */
class SegmentReader {
  frame: Frame | null = null;
  exif: ExifBlock | null = null;
  hasScan = false;
  private readonly stepsIds = new Set<number>();
  /** DC codes by 0 to 3, AC codes by 16 to 19. */
  private readonly codeIds = new Set<number>();

  take(code: number, segment: Uint8Array, at: number): void {
    if (code === QUANTISATION) readSteps(segment).forEach((id) => void this.stepsIds.add(id));
    else if (code === HUFFMAN) readCodes(segment).forEach((id) => void this.codeIds.add(id));
    else if (code === START_OF_SCAN) this.takeScan(segment);
    else if (code === APP1) this.exif ??= exifIn(segment, at);
    else if (isFrame(code)) this.takeFrame(code, segment);
  }

  private takeFrame(code: number, segment: Uint8Array): void {
    if (this.frame) throw damaged();
    if (!FRAMES.includes(code)) throw decodingError('jpeg-process');
    this.frame = readFrame(segment);
  }

  private takeScan(segment: Uint8Array): void {
    const { frame } = this;
    const count = segment[0] ?? 0;
    if (!frame || count < 1 || count > MOST_COMPONENTS || segment.length !== 4 + 2 * count) throw damaged();
    const [firstCoefficient = 0] = segment.subarray(1 + 2 * count);
    for (let i = 0; i < count; i++) {
      const [id, codes = 0] = segment.subarray(1 + 2 * i, 3 + 2 * i);
      const component = frame.components.find((each) => each.id === id);
      if (!component || !this.stepsIds.has(component.stepsId) || !this.hasCodes(codes, firstCoefficient))
        throw damaged();
    }
    this.hasScan = true;
  }

  /** A scan of means needs no codes for the rest, nor the other way round. Frames of films leave out tables 0 and 1, which libjpeg knows by heart. */
  private hasCodes(codes: number, firstCoefficient: number): boolean {
    const id = firstCoefficient === 0 ? codes >> 4 : 16 + (codes & 15);
    return (id & 15) < 2 || this.codeIds.has(id);
  }
}

/** SOF0..SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== HUFFMAN && code !== 0xc8 && code !== 0xcc;
}

function readFrame(segment: Uint8Array): Frame {
  const [bits = 0, h1 = 0, h2 = 0, w1 = 0, w2 = 0, count = 0] = segment;
  if (count < 1 || count > MOST_COMPONENTS || segment.length !== 6 + 3 * count) throw damaged();
  if (bits === 12) throw decodingError('jpeg-12-bit');
  if (bits !== 8) throw damaged();
  const components = Array.from({ length: count }, (_, i) => {
    const [id = 0, sampling = 0, stepsId = 0] = segment.subarray(6 + 3 * i, 9 + 3 * i);
    const isSampled = [sampling >> 4, sampling & 15].every((factor) => factor >= 1 && factor <= MOST_SAMPLING);
    if (!isSampled || stepsId >= MOST_TABLES) throw damaged();
    return { id, stepsId };
  });
  const colourMode: ColourMode = count === 1 ? 'grey' : count === 4 ? 'cmyk' : 'rgb';
  return { height: 256 * h1 + h2, width: 256 * w1 + w2, colourMode, components };
}

/** The numbers of the quantisation tables in a DQT segment. */
function readSteps(segment: Uint8Array): number[] {
  const ids: number[] = [];
  for (let at = 0; at < segment.length; ) {
    const head = segment[at] ?? 0;
    at += 1 + BLOCK * (head >> 4 ? 2 : 1);
    if ((head & 15) >= MOST_TABLES || head >> 4 > 1 || at > segment.length) throw damaged();
    ids.push(head & 15);
  }
  return ids;
}

/** The numbers of the Huffman tables in a DHT segment: 16 more for AC. */
function readCodes(segment: Uint8Array): number[] {
  const ids: number[] = [];
  for (let at = 0; at < segment.length; ) {
    const id = segment[at] ?? 0;
    const counts = segment.subarray(at + 1, at + 1 + CODE_LENGTHS);
    const count = counts.reduce((sum, each) => sum + each, 0);
    const values = segment.subarray(at + 1 + CODE_LENGTHS, at + 1 + CODE_LENGTHS + count);
    at += 1 + CODE_LENGTHS + count;
    // The bits of a difference of means.
    if (id < 16 && values.some((value) => value > MOST_DC_BITS)) throw damaged();
    if ((id & 15) >= MOST_TABLES || id >> 4 > 1 || count > 256 || at > segment.length || !isCode(counts))
      throw damaged();
    ids.push(id);
  }
  return ids;
}

/** Whether the code counts of each length are possible (annex C). */
function isCode(counts: Uint8Array): boolean {
  let code = 0;
  return counts.every((count, i) => {
    code = 2 * code + count;
    return code <= 2 ** (i + 1);
  });
}

/** The segment's EXIF block behind 'Exif\0\0'; null where the segment is something else (XMP). */
function exifIn(segment: Uint8Array, at: number): ExifBlock | null {
  const view = new DataView(segment.buffer, segment.byteOffset, segment.byteLength);
  if (segment.length < 14 || view.getUint32(0) !== 0x45786966) return null;
  return { start: at + 6, end: at + segment.length };
}

function damaged(): UserError {
  return decodingError('jpeg-contradiction');
}
