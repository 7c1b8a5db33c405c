import { FINGERPRINT_CELLS, fingerprintOf } from '../dataset/fingerprint.ts';
import { sha256Of } from '../dataset/hashes.ts';
import { UserError } from '../dataset/userError.ts';
import { valueStatistics } from '../dataset/valueStatistics.ts';
import { decodeForView, decodeImage, decodeRaw, describeSlice } from '../decoding/decode.ts';
import type { Format, FormatOfSlices } from '../decoding/formats.ts';
import type { DecodedImage } from '../decoding/image/decodedImage.ts';
import { rgbaOf } from '../decoding/image/decodedImage.ts';
import type { RawImage } from '../decoding/image/rawImage.ts';
import { toLuma } from '../decoding/image/toLuma.ts';
import { decodingError } from '../decoding/messages.ts';
import { type FileSlice, isStoredSlice, slicesOf, writeStoredSlice } from '../decoding/slices/storedSlice.ts';
import { formatOf, unknownFileCode } from '../decoding/sniff.ts';
import { LabelValues } from '../decoding/volume/labelValues.ts';
import { windowed } from '../decoding/windowing/windowing.ts';
import { degrade } from '../preprocessing/degrade.ts';
import { imageStatistics } from '../preprocessing/imageStatistics.ts';
import { inputFrame, preprocess } from '../preprocessing/preprocess.ts';
import type { PreprocessingSpec } from '../preprocessing/preprocessingSpec.ts';
import { areaMeans, roundedMeans } from '../preprocessing/resize.ts';
import { thumbnailOf } from '../preprocessing/thumbnail.ts';
import {
  type DecodedScan,
  type DecodeFailure,
  type DecodeResult,
  type Decoder,
  type FileBatch,
  LARGEST_FILE_BYTES,
  type Wanted,
} from './decodePool/decodeResult.ts';
import { serve } from './rpc/serve.ts';
import { transfer } from './rpc/transfer.ts';

/** All slices of a file are in memory before they are stored. */
const MOST_KEPT_BYTES = 512 * 2 ** 20;

type Bytes = Uint8Array<ArrayBuffer>;

const decoder: Decoder = {
  async decode(batch, wanted) {
    let content: ArrayBuffer;
    try {
      content = await read(batch);
    } catch (error) {
      return batch.sizes.length === 1 ? { results: [refusal(error)], originals: null } : null;
    }
    const files = filesOf(content, batch.sizes);
    // While one is decoded the others are hashed.
    const opened = files.map((file) => ({ file, begun: begin(file) }));
    for (const { begun } of opened) begun.catch(() => {}); // is told in its turn
    const results: DecodeResult[] = [];
    // One after another: images at full size are large.
    for (const { file, begun } of opened) results.push(await decodeFile(file, begun, wanted));
    const originals = wanted.originals ? content : null;
    return transfer({ results, originals }, [...(originals ? [originals] : []), ...buffersOf(results)]);
  },

  async picture(file, volumes) {
    const bytes = new Uint8Array(await read({ content: file, sizes: [file.size] }));
    const { image } = await decodeImage(bytes, undefined, volumes);
    const bitmap = await createImageBitmap(new ImageData(rgbaOf(image), image.width, image.height));
    return transfer(bitmap, [bitmap]);
  },

  async viewedPicture(file, slice, volumes) {
    const bytes = new Uint8Array(await read({ content: file, sizes: [file.size] }));
    const decoded = await decodeForView(bytes, slice, volumes);
    const picture = { ...decoded, statistics: valueStatistics(decoded) };
    return transfer(picture, [picture.values.buffer]);
  },
};

type Begun = {
  readonly sniffed: Format | null;
  /** Null of what is no scan: each slice of a volume has a hash of its own, and what is nothing known is refused. */
  readonly hashing: Promise<string> | null;
};

async function begin(file: Bytes): Promise<Begun> {
  const sniffed = await formatOf(file);
  const isScan = sniffed === null ? isStoredSlice(file) : sniffed.holds === 'image';
  return { sniffed, hashing: isScan ? sha256Of(file) : null };
}

async function decodeFile(file: Bytes, begun: Promise<Begun>, wanted: Wanted): Promise<DecodeResult> {
  try {
    const { sniffed, hashing } = await begun;
    if (sniffed?.holds === 'slices') return await decodeSlices(file, sniffed, wanted);
    if (hashing === null) return unknownFile(file);
    const { format, colourMode, raw } = await decodeRaw(file);
    const known = { format, colourMode, bytes: file.length, ...derivedFrom(raw, wanted) };
    const ofAFile = { kept: null, subject: null, scanner: null, slice: null };
    return {
      status: 'decoded',
      sha256: await hashing,
      ...known,
      ...ofAFile,
    };
  } catch (error) {
    return refusal(error);
  }
}

async function decodeSlices(file: Bytes, format: FormatOfSlices, wanted: Wanted): Promise<DecodeResult> {
  const decoded: Promise<DecodedScan>[] = [];
  let keptBytes = 0;
  const labels = new LabelValues();
  let last: FileSlice | null = null;
  for await (const slice of slicesOf(file, format, wanted.slice ?? 'all', wanted.volumes)) {
    const kept = writeStoredSlice(slice);
    keptBytes += kept.length;
    if (keptBytes > MOST_KEPT_BYTES) {
      throw decodingError('slices-too-large', { mostMb: MOST_KEPT_BYTES / 2 ** 20 });
    }
    if (last) labels.add(last); // of a single slice nobody asks
    last = slice;
    decoded.push(decodeSlice(slice, kept, wanted));
  }
  const scans = await Promise.all(decoded);
  const [only] = scans;
  if (!only) throw decodingError('no-slice');
  if (scans.length === 1) return only;
  if (last) labels.add(last);
  return { status: 'several', scans, areLabels: labels.areLabels };
}

/**
 * The scan is the slice, not the file: its hash is that of the bytes that are kept of it. They are hashed while the rest, and the next slices,
 * are worked out.
 */
function decodeSlice(source: FileSlice, kept: Bytes, wanted: Wanted): Promise<DecodedScan> {
  const hashing = sha256Of(kept);
  const derived = derivedFrom(source, wanted, source.pixelAspect);
  const { format, colourMode } = describeSlice(source);
  const { subject, scanner = null, series, position } = source;
  return hashing.then((sha256) => ({
    ...{ status: 'decoded', sha256, format, colourMode, bytes: kept.length, ...derived },
    ...{ kept: wanted.originals ? kept : null, subject, scanner, slice: { series, position } },
  }));
}

type Derived = Pick<
  DecodedScan,
  'width' | 'height' | 'pixels' | 'frame' | 'fingerprint' | 'imageStatistics' | 'thumbnail'
>;

/**
 * All of it from the greys that the wanted version of the preprocessing sees. `pixelAspect` is for the thumbnail alone: the network is given
 * pixels as they are stored.
 */
function derivedFrom(raw: RawImage, wanted: Wanted, pixelAspect = 1): Derived {
  const decoded = windowed(raw, wanted.pixels?.version);
  const image = wanted.degradation ? degrade(decoded, wanted.degradation) : decoded;
  const grey: DecodedImage = { width: image.width, height: image.height, channels: 1, pixels: toLuma(image) };
  const cells = wanted.fingerprint ? areaMeans(grey, FINGERPRINT_CELLS, FINGERPRINT_CELLS) : null;
  const pixels = wanted.pixels && inputOf(image, grey, cells, wanted.pixels);
  const statistics = wanted.imageStatistics ? imageStatistics(grey) : null;
  const thumbnail = wanted.thumbnail ? thumbnailOf(image, wanted.thumbnail, pixelAspect) : null;
  return {
    width: image.width,
    height: image.height,
    pixels,
    frame: wanted.pixels && wanted.frame ? inputFrame(image, wanted.pixels) : null,
    fingerprint: cells && fingerprintOf(cells),
    imageStatistics: statistics,
    thumbnail,
  };
}

/** The network's input: the cells of the fingerprint where they are the same area averages, which saves a pass over the image. */
function inputOf(
  image: DecodedImage,
  grey: DecodedImage,
  cells: Float64Array | null,
  spec: PreprocessingSpec,
): Uint8Array {
  if (cells && spec.fit === 'stretch' && spec.depth === 1 && spec.size === FINGERPRINT_CELLS)
    return roundedMeans(cells);
  return preprocess(spec.depth === 1 ? grey : image, spec);
}

/** All files of the batch at once. */
async function read({ content, sizes }: FileBatch): Promise<ArrayBuffer> {
  if (sizes.some((size) => size > LARGEST_FILE_BYTES)) {
    throw decodingError('file-too-large', { mostMb: LARGEST_FILE_BYTES / 2 ** 20 });
  }
  const bytes = content instanceof ArrayBuffer ? content : await content.arrayBuffer().catch(() => null);
  const expected = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes?.byteLength === expected) return bytes;
  throw decodingError('file-unreadable');
}

function filesOf(content: ArrayBuffer, sizes: readonly number[]): Bytes[] {
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return new Uint8Array(content, at - size, size);
  });
}

function buffersOf(results: readonly DecodeResult[]): Transferable[] {
  const scans = results.flatMap((result) => {
    if (result.status === 'several') return result.scans;
    return result.status === 'decoded' ? [result] : [];
  });
  const made = scans.flatMap(({ pixels, thumbnail, kept }) => [pixels, thumbnail?.pixels, kept]);
  return made.flatMap((bytes) => (bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : []));
}

/** By code. */
const unknownFiles = new Map<string, DecodeFailure>();

/** One object for all files that are refused alike: within a message it crosses once, and of a batch of them nothing else does. */
function unknownFile(file: Bytes): DecodeFailure {
  const coded = unknownFileCode(file);
  const failure = unknownFiles.get(coded.code) ?? { status: 'refused', ...coded };
  unknownFiles.set(coded.code, failure);
  return failure;
}

function refusal(error: unknown): DecodeFailure {
  const known = error instanceof UserError ? error : decodingError('decoder-failed', { error: String(error) });
  return { status: 'refused', code: known.code, params: known.params };
}

serve(decoder);
