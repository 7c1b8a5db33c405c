import { decodingError, truncatedError } from '../../messages.ts';

/** What the frame header of a JPEG or JPEG-LS says (ITU-T T.81, B.2.2). */
export type JpegFrame = {
  /** The last hex digit of the frame's marker: 0 baseline, 1 extended, 2 progressive, 3 lossless (7 JPEG-LS). */
  readonly process: number;
  readonly bits: number;
  readonly width: number;
  readonly height: number;
  readonly components: number;
  /** Some component has fewer samples than others: only luma and chroma are stored so. */
  readonly isSubsampled: boolean;
  /** A JFIF or Adobe segment says which colours these are. */
  readonly tellsColours: boolean;
};

const ADOBE_RGB = [0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0];

/** Throws UserError where there is none. */
export function readJpegFrame(bytes: Uint8Array): JpegFrame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let tellsColours = false;
  for (let at = 2; at + 9 < bytes.length; ) {
    const marker = view.getUint16(at);
    if (marker === 0xffff) at += 1;
    else if (isFrame(marker)) return { ...readFrame(view, at), tellsColours };
    else {
      if (marker < 0xffc0 || marker === 0xffda) break;
      tellsColours ||= tells(bytes, marker, at + 2);
      at += 2 + view.getUint16(at + 2);
    }
  }
  throw truncatedError();
}

/** JFIF, or Adobe with its word on the colours: some write one that ends before it. */
function tells(bytes: Uint8Array, marker: number, at: number): boolean {
  const length = (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
  const name = String.fromCharCode(...bytes.subarray(at + 2, at + 7));
  return (marker === 0xffe0 && name === 'JFIF\0') || (marker === 0xffee && name === 'Adobe' && length >= 14);
}

/** SOF0 to SOF15 but DHT (C4), JPG (C8) and DAC (CC), and JPEG-LS's own SOF55. */
function isFrame(marker: number): boolean {
  return marker === 0xfff7 || (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker));
}

function readFrame(view: DataView, at: number): Omit<JpegFrame, 'tellsColours'> {
  const components = view.getUint8(at + 9);
  if (at + 10 + 3 * components > view.byteLength) throw truncatedError();
  if (components !== 1 && components !== 3) {
    throw decodingError('dicom-jpeg-colours', { colours: components });
  }
  const samplings = Array.from({ length: components }, (_, i) => view.getUint8(at + 11 + 3 * i));
  return {
    process: view.getUint16(at) & 15,
    bits: view.getUint8(at + 4),
    height: view.getUint16(at + 5),
    width: view.getUint16(at + 7),
    components,
    isSubsampled: samplings.some((sampling) => sampling !== samplings[0]),
  };
}

/** The same JPEG with a word that its colours are RGB, which decoders otherwise take for luma and chroma. */
export function markedAsRgb(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const marked = new Uint8Array(bytes.length + ADOBE_RGB.length);
  marked.set(bytes.subarray(0, 2));
  marked.set(ADOBE_RGB, 2);
  marked.set(bytes.subarray(2), 2 + ADOBE_RGB.length);
  return marked;
}
