import { unpackInto } from '../../compression/inflate.ts';
import { unpackLzw } from '../../compression/lzw.ts';
import { unpackPackBits } from '../../compression/packBits.ts';
import { imageOfRgb } from '../../image/imageOfRgb.ts';
import { imageOfBytes, narrowed, type RawImage } from '../../image/rawImage.ts';
import { decodingError, truncatedError } from '../../messages.ts';
import { imageOf16Bits, imageOfGreys } from '../../windowing/windowing.ts';
import { decodeJpegBlock } from './jpegBlock.ts';
import { undoPredictor } from './predictor.ts';
import { directoriesOf } from './tiffDirectory.ts';
import { COMPRESSION, isJpeg, PHOTOMETRIC, readTiffLayout, type TiffBlock, type TiffLayout } from './tiffLayout.ts';

/** Samples at their full depth where they are grey of 16 bits, as numbers where they are signed, wider or fractions, else as 8 bits. */
type TiffSamples = Uint8Array | Uint16Array | Float64Array;

/** One of the images of a file: the directory that describes it, and how far behind its blocks lie those that are meant. */
export type TiffPage = { readonly directory: number; readonly shift: number };

/**
 * An image of a TIFF as stored, the first one where none is named, without its orientation; grey of more than 8 bits, with a sign or of fractions
 * keeps its values, with a window (`imageOf16Bits`, else percentiles). Throws UserError for kinds that are not proven.
 */
export async function decodeTiff(bytes: Uint8Array<ArrayBuffer>, page?: TiffPage): Promise<RawImage> {
  const layout = readOrTruncated(bytes, page);
  const count = layout.width * layout.height * layout.samples;
  const samples = isWide(layout)
    ? new Float64Array(count)
    : isDeepGrey(layout)
      ? new Uint16Array(count)
      : new Uint8Array(count);
  for (const block of layout.blocks) {
    const data = await decompressBlock(bytes, layout, block);
    undoPredictor(data, layout, block);
    copySamples(data, samples, layout, block);
  }
  const image = imageOfSamples(samples, layout);
  const others = page ? 0 : directoriesOf(bytes).length - 1;
  const pages = [['Pages', `the first of ${others + 1}; the others are left out`]] as const;
  return others > 0 ? { ...image, headerFields: [...pages, ...image.headerFields] } : image;
}

function isDeepGrey({ bits, photometric }: TiffLayout): boolean {
  return bits === 16 && (photometric === PHOTOMETRIC.whiteIsZero || photometric === PHOTOMETRIC.blackIsZero);
}

/** Their kind admits no other than grey ones. */
function isWide({ bits, kind }: TiffLayout): boolean {
  return bits > 16 || kind !== 'unsigned';
}

function readOrTruncated(bytes: Uint8Array, page: TiffPage | undefined): TiffLayout {
  try {
    const layout = readTiffLayout(bytes, page?.directory);
    const shift = page?.shift ?? 0;
    return { ...layout, blocks: layout.blocks.map((block) => ({ ...block, offset: block.offset + shift })) };
  } catch (error) {
    throw error instanceof RangeError ? truncatedError() : error;
  }
}

/** Puts a block in its place, each sample as 8 bits (palette indices as they are) where the target has no room for more. */
function copySamples(data: Uint8Array, target: TiffSamples, layout: TiffLayout, area: TiffBlock): void {
  const { bits, samples, samplesInBlock, width, height } = layout;
  const rowBytes = Math.ceil((area.width * samplesInBlock * bits) / 8);
  const columns = Math.min(area.width, width - area.x) * samplesInBlock;
  const step = samples / samplesInBlock;
  const rows = Math.min(area.rows, height - area.y);
  const isNumber = target instanceof Float64Array;
  const read = isNumber
    ? numberReader(data, layout)
    : target instanceof Uint16Array
      ? deepReader(data, layout)
      : sampleReader(data, layout);
  for (let row = 0; row < rows; row++) {
    const from = row * rowBytes;
    const to = ((area.y + row) * width + area.x) * samples + (area.plane ?? 0);
    if (bits === 8 && !isNumber && step === 1) target.set(data.subarray(from, from + columns), to);
    else for (let i = 0; i < columns; i++) target[to + i * step] = read(from, i);
  }
}

function deepReader(data: Uint8Array, { isLittleEndian }: TiffLayout): (from: number, i: number) => number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return (from, i) => view.getUint16(from + 2 * i, isLittleEndian);
}

/** Reads samples with a sign, of 32 bits and more, or fractions. */
function numberReader(
  data: Uint8Array,
  { bits, kind, isLittleEndian }: TiffLayout,
): (from: number, i: number) => number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (bits === 8) return (from, i) => view.getInt8(from + i);
  if (bits === 16) return (from, i) => view.getInt16(from + 2 * i, isLittleEndian);
  if (bits === 64) return (from, i) => view.getFloat64(from + 8 * i, isLittleEndian);
  if (kind === 'float') return (from, i) => view.getFloat32(from + 4 * i, isLittleEndian);
  if (kind === 'signed') return (from, i) => view.getInt32(from + 4 * i, isLittleEndian);
  return (from, i) => view.getUint32(from + 4 * i, isLittleEndian);
}

/** Reads the i-th sample of the row at byte `from`, stretched to 0..255; of 16 bits the upper 8, as browsers take them from a PNG. */
function sampleReader(data: Uint8Array, layout: TiffLayout): (from: number, i: number) => number {
  const { bits, isLittleEndian, photometric } = layout;
  if (bits === 16) {
    const upper = isLittleEndian ? 1 : 0;
    return (from, i) => data[from + 2 * i + upper] ?? 0;
  }
  const highest = 2 ** bits - 1;
  const scale = photometric === PHOTOMETRIC.palette ? 1 : 255 / highest;
  return (from, i) => {
    const bit = i * bits;
    return (((data[from + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & highest) * scale;
  };
}

function imageOfSamples(data: TiffSamples, layout: TiffLayout): RawImage {
  const { width, height, samples, photometric, hasAlpha } = layout;
  const isInverted = photometric === PHOTOMETRIC.whiteIsZero;
  if (data instanceof Float64Array) return imageOfGreys(width, height, narrowed(data), isInverted);
  if (data instanceof Uint16Array) {
    return imageOf16Bits(width, height, narrowed(dropAlpha(data, samples, 1, hasAlpha)), isInverted);
  }
  if (photometric === PHOTOMETRIC.palette) return imageOfBytes(imageOfRgb(width, height, lookUp(data, layout.palette)));
  if (isInverted) invert(data, samples);
  if (photometric === PHOTOMETRIC.rgb || photometric === PHOTOMETRIC.yCbCr)
    return imageOfBytes(imageOfRgb(width, height, dropAlpha(data, samples, 3, hasAlpha)));
  return imageOfBytes({ width, height, channels: 1, pixels: dropAlpha(data, samples, 1, hasAlpha) });
}

function lookUp(indices: Uint8Array, palette: readonly number[]): Uint8Array {
  const size = palette.length / 3;
  // Some writers store 8-bit colours where 16 are due; libtiff tells them by the same sign.
  const shift = palette.some((value) => value > 255) ? 8 : 0;
  const rgb = new Uint8Array(indices.length * 3);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] ?? 0;
    for (let c = 0; c < 3; c++) rgb[3 * i + c] = (palette[c * size + index] ?? 0) >> shift;
  }
  return rgb;
}

/** Leaves alpha (the second sample, if any) as it is. */
function invert(data: Uint8Array, samples: number): void {
  for (let i = 0; i < data.length; i += samples) data[i] = 255 - (data[i] ?? 0);
}

/** Composites on black where the colours were not multiplied by alpha; leaves the colours alone otherwise. */
function dropAlpha<T extends Uint8Array | Uint16Array>(data: T, samples: number, colours: 1 | 3, hasAlpha: boolean): T {
  if (samples === colours) return data;
  const opaque = 2 ** (8 * data.BYTES_PER_ELEMENT) - 1;
  const premultiplied = data.slice(0, (data.length / samples) * colours) as T;
  for (let from = 0, to = 0; from < data.length; from += samples, to += colours) {
    const alpha = hasAlpha ? (data[from + colours] ?? 0) : opaque;
    for (let c = 0; c < colours; c++) premultiplied[to + c] = Math.round(((data[from + c] ?? 0) * alpha) / opaque);
  }
  return premultiplied;
}

/** The bytes of a strip or tile, each row padded to whole bytes. Throws UserError where there are too few of them. */
async function decompressBlock(
  bytes: Uint8Array<ArrayBuffer>,
  layout: TiffLayout,
  block: TiffBlock,
): Promise<Uint8Array> {
  const { bits, samplesInBlock, compression } = layout;
  const { offset, count, width, rows } = block;
  if (isJpeg(layout)) return decodeJpegBlock(bytes.subarray(offset, offset + count), layout, block);
  const target = new Uint8Array(Math.ceil((width * samplesInBlock * bits) / 8) * rows);
  // An uncompressed block has the length of its rows, even where it says otherwise.
  const end = offset + (compression === COMPRESSION.none ? target.length : count);
  if (end > bytes.length) throw truncatedError();
  const written = await decompress(bytes.subarray(offset, end), compression, target);
  if (written < target.length) {
    throw decodingError('tiff-short-part');
  }
  return target;
}

async function decompress(data: Uint8Array<ArrayBuffer>, compression: number, target: Uint8Array): Promise<number> {
  switch (compression) {
    case COMPRESSION.lzw:
      return unpackLzw(data, target);
    case COMPRESSION.packBits:
      return unpackPackBits(data, target);
    case COMPRESSION.none:
      target.set(data);
      return data.length;
    default:
      return inflate(data, target);
  }
}

/** No honest packing doubles what it packs. */
async function inflate(data: Uint8Array<ArrayBuffer>, target: Uint8Array): Promise<number> {
  try {
    return await unpackInto(data.subarray(0, 2 * target.length + 1024), 'deflate', target);
  } catch {
    throw decodingError('tiff-data');
  }
}
