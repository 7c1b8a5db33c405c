import type { ColourMode } from '../dataset/scan.ts';
import { DecodingError, truncatedError } from './decodingError.ts';
import { type ExifBlock, readOrientation } from './exif.ts';
import type { PictureHeader } from './pictureHeader.ts';

const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const APP1 = 0xe1;

type Frame = { readonly width: number; readonly height: number; readonly colourMode: ColourMode };
type Marker = { readonly code: number; readonly at: number };

/**
 * Walks the markers of a JPEG up to its end marker (ITU-T T.81, annex B). What lies behind it (a zip, a second picture) is
 * no part of the picture. Throws DecodingError where the end marker is missing.
 */
export function readJpegHeader(bytes: Uint8Array): PictureHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let frame: Frame | null = null;
  let exif: ExifBlock | null = null;
  let hasScan = false;
  let marker = nextMarker(bytes, 2);
  while (marker.code !== END_OF_IMAGE) {
    if (isFrame(marker.code)) frame ??= readFrame(view, marker.at);
    if (marker.code === APP1) exif ??= exifIn(view, marker.at);
    if (marker.code === START_OF_SCAN) hasScan = true;
    marker = nextMarker(bytes, marker.at + 2 + view.getUint16(marker.at + 2));
  }
  if (!frame || !hasScan) throw new DecodingError('The JPEG is damaged: there is no picture in it.');
  return { ...frame, orientation: exif ? readOrientation(bytes, exif) : 1, exif };
}

/** The next marker that begins a segment, or the end marker. Skips entropy-coded data, restart marks and fill bytes. */
function nextMarker(bytes: Uint8Array, from: number): Marker {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const code = bytes[at + 1] ?? 0;
    if (code >= 0xc0 && code !== START_OF_IMAGE && !isRestart(code) && code !== 0xff) return { code, at };
    at = bytes.indexOf(0xff, code === 0xff ? at + 1 : at + 2);
  }
  throw truncatedError();
}

function isRestart(code: number): boolean {
  return code >= 0xd0 && code <= 0xd7;
}

/** SOF0..SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isFrame(code: number): boolean {
  return code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
}

function readFrame(view: DataView, at: number): Frame {
  const components = view.getUint8(at + 9);
  const colourMode = components === 1 ? 'grey' : components === 4 ? 'cmyk' : 'rgb';
  return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), colourMode };
}

/** The segment's EXIF block behind 'Exif\0\0'; null where the segment is something else (XMP). */
function exifIn(view: DataView, at: number): ExifBlock | null {
  const end = at + 2 + view.getUint16(at + 2);
  if (end < at + 18 || view.getUint32(at + 4) !== 0x45786966) return null;
  return { start: at + 10, end };
}
