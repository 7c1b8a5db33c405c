import * as Comlink from 'comlink';
import { FINGERPRINT_CELLS, fingerprintOf } from '../dataset/fingerprint.ts';
import { DecodingError, decodeImage } from '../decoding/decode.ts';
import type { DecodedImage } from '../decoding/decodedImage.ts';
import { greyOf } from '../decoding/greyOf.ts';
import { pictureFacts } from '../preprocessing/pictureFacts.ts';
import { preprocess } from '../preprocessing/preprocess.ts';
import { areaMeans } from '../preprocessing/resize.ts';
import { rgbaOf, thumbnailOf } from '../preprocessing/thumbnail.ts';
import type { Decoder, Handful, NotTakenIn, TakenIn, Wanted } from './takenIn.ts';

const THUMBNAIL_SIDE = 96;
/** A scan is a picture of some kilobytes or megabytes; reading more would only fill the memory. */
const LARGEST_FILE_BYTES = 256 * 2 ** 20;

type Bytes = Uint8Array<ArrayBuffer>;

const decoder: Decoder = {
  async takeIn(handful, wanted) {
    let content: ArrayBuffer;
    try {
      content = await read(handful);
    } catch (error) {
      return handful.sizes.length === 1 ? { results: [refusal(error)], originals: null } : null;
    }
    const files = filesOf(content, handful.sizes);
    const hashing = files.map((file) => crypto.subtle.digest('SHA-256', file));
    const results: (TakenIn | NotTakenIn)[] = [];
    // One after another: pictures at full size are large.
    for (const [index, file] of files.entries()) results.push(await takeInOne(file, hashing[index], wanted));
    const originals = wanted.originals ? content : null;
    return Comlink.transfer({ results, originals }, [...(originals ? [originals] : []), ...buffersOf(results)]);
  },

  async picture(file) {
    const { image } = await decodeImage(new Uint8Array(await read({ content: file, sizes: [file.size] })));
    const bitmap = await createImageBitmap(new ImageData(rgbaOf(image), image.width, image.height));
    return Comlink.transfer(bitmap, [bitmap]);
  },
};

async function takeInOne(
  file: Bytes,
  hashing: Promise<ArrayBuffer> | undefined,
  wanted: Wanted,
): Promise<TakenIn | NotTakenIn> {
  try {
    const { format, colourMode, image } = await decodeImage(file);
    const made = {
      ...derivedFrom(image, wanted),
      thumbnail: wanted.thumbnail ? thumbnailOf(image, THUMBNAIL_SIDE) : null,
    };
    const { width, height } = image;
    const sha256 = hexOf(await hashing);
    return { status: 'decoded', sha256, format, colourMode, width, height, bytes: file.length, ...made };
  } catch (error) {
    return refusal(error);
  }
}

function derivedFrom(image: DecodedImage, wanted: Wanted): Pick<TakenIn, 'pixels' | 'fingerprint' | 'facts'> {
  const grey: DecodedImage = { width: image.width, height: image.height, channels: 1, pixels: greyOf(image) };
  const pixels = wanted.pixels && preprocess(wanted.pixels.depth === 1 ? grey : image, wanted.pixels);
  const cells = wanted.fingerprint ? areaMeans(grey, FINGERPRINT_CELLS, FINGERPRINT_CELLS) : null;
  const facts = wanted.facts ? pictureFacts(grey) : null;
  return { pixels, fingerprint: cells && fingerprintOf(cells), facts };
}

/** All files of the handful at once. */
async function read({ content, sizes }: Handful): Promise<ArrayBuffer> {
  if (sizes.some((size) => size > LARGEST_FILE_BYTES)) {
    throw new DecodingError(`The file is larger than ${LARGEST_FILE_BYTES / 2 ** 20} MB, too large for a scan.`);
  }
  const bytes = content instanceof ArrayBuffer ? content : await content.arrayBuffer().catch(() => null);
  const expected = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes?.byteLength === expected) return bytes;
  throw new DecodingError('The file could not be read: it was moved, changed or is not permitted. Drop it again.');
}

function filesOf(content: ArrayBuffer, sizes: readonly number[]): Bytes[] {
  let at = 0;
  return sizes.map((size) => {
    at += size;
    return new Uint8Array(content, at - size, size);
  });
}

function hexOf(hash: ArrayBuffer = new ArrayBuffer()): string {
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function buffersOf(results: readonly (TakenIn | NotTakenIn)[]): Transferable[] {
  const made = results.flatMap((result) =>
    result.status === 'decoded' ? [result.pixels, result.thumbnail?.pixels] : [],
  );
  return made.flatMap((bytes) => (bytes?.buffer instanceof ArrayBuffer ? [bytes.buffer] : []));
}

function refusal(error: unknown): NotTakenIn {
  const reason =
    error instanceof DecodingError ? error.message : `The picture could not be decoded (${String(error)}).`;
  return { status: 'refused', reason };
}

Comlink.expose(decoder);
