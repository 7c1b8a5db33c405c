import { joinBytes } from '../../../archive/joinBytes.ts';
import { decodingError, truncatedError } from '../../messages.ts';
import type { DicomFile } from './header/dataSet.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Span = { readonly start: number; readonly length: number };
/** `offset` counts from the first fragment, as offset tables do. */
type Fragment = Span & { readonly offset: number };

const UNDEFINED_LENGTH = 0xffffffff;
const ITEM = 0xfffee000;
const END = 0xfffee0dd;

/** More pieces than any honest file has. */
const MOST_FRAGMENTS = 1_000_000;

/** Where an honest frame of JPEG, JPEG-LS or JPEG 2000 begins. */
const STARTS: readonly (readonly [number, number])[] = [
  [0xff, 0xd8],
  [0xff, 0x4f],
];

/** The bytes of each frame as they are stored. Throws UserError where there are fewer than the header says. */
export function framesOf(file: DicomFile, frames: number, frameBytes: number, isNative: boolean): Bytes[] {
  const { bytes, pixelData } = file;
  if (pixelData.length === UNDEFINED_LENGTH) return encapsulatedFrames(file, frames);
  if (!isNative) throw decodingError('dicom-not-in-pieces');
  const end = Math.min(bytes.length, pixelData.dataOffset + pixelData.length);
  if (pixelData.dataOffset + frames * frameBytes > end) throw truncatedError();
  return Array.from({ length: frames }, (_, frame) => {
    const start = pixelData.dataOffset + frame * frameBytes;
    return bytes.subarray(start, start + frameBytes);
  });
}

/** DICOM PS3.5, annex A.4: an offset table, then fragments, of which one or more make a frame. */
function encapsulatedFrames({ bytes, pixelData }: DicomFile, frames: number): Bytes[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [table, ...spans] = readItems(view, pixelData.dataOffset);
  const first = spans[0];
  if (!table || !first || spans.length < frames) throw truncatedError();
  const fragments = spans.map((span) => ({ ...span, offset: span.start - first.start }));
  const offsets = Array.from({ length: table.length >> 2 }, (_, i) => view.getUint32(table.start + 4 * i, true));
  const starts = startsOf(bytes, fragments, frames, offsets);
  return starts.map((start, frame) => joined(bytes, fragments.slice(start, starts[frame + 1])));
}

function readItems(view: DataView, from: number): Span[] {
  const items: Span[] = [];
  for (let at = from; at + 8 <= view.byteLength; ) {
    const tag = view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
    const length = view.getUint32(at + 4, true);
    if (tag === END) return items;
    if (tag !== ITEM || items.length >= MOST_FRAGMENTS) {
      throw decodingError('dicom-pieces');
    }
    if (at + 8 + length > view.byteLength) throw truncatedError();
    items.push({ start: at + 8, length });
    at += 8 + length;
  }
  throw truncatedError();
}

/** Index of the first fragment of each frame. */
function startsOf(bytes: Bytes, fragments: readonly Fragment[], frames: number, offsets: readonly number[]): number[] {
  if (frames === 1) return [0];
  if (fragments.length === frames) return fragments.map((_, i) => i);
  const places = new Map(fragments.map(({ offset }, i) => [offset, i]));
  const stated = offsets.flatMap((offset) => places.get(offset) ?? []);
  const seen = fragments.flatMap(({ start }, i) =>
    STARTS.some(([a, b]) => bytes[start] === a && bytes[start + 1] === b) ? [i] : [],
  );
  for (const starts of [stated, seen]) {
    if (
      starts.length === frames &&
      starts[0] === 0 &&
      starts.every((start, i) => i === 0 || start > (starts[i - 1] ?? 0))
    ) {
      return starts;
    }
  }
  throw decodingError('dicom-frame-starts');
}

function joined(bytes: Bytes, parts: readonly Span[]): Bytes {
  const [only] = parts;
  if (only && parts.length === 1) return bytes.subarray(only.start, only.start + only.length);
  return joinBytes(parts.map(({ start, length }) => bytes.subarray(start, start + length)));
}
