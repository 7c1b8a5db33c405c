import * as Comlink from 'comlink';
import { fingerprintOf } from '../dataset/fingerprint.ts';
import { DecodingError, decodeImage } from '../decoding/decode.ts';
import { greyOf } from '../decoding/greyOf.ts';
import { preprocess } from '../preprocessing/preprocess.ts';
import { thumbnailOf } from '../preprocessing/thumbnail.ts';
import type { Decoder, NotTakenIn, TakenIn, Wanted } from './takenIn.ts';

const THUMBNAIL_SIDE = 96;
/** A scan is a picture of some kilobytes or megabytes; reading more would only fill the memory. */
const LARGEST_FILE_BYTES = 256 * 2 ** 20;

const decoder: Decoder = {
  async takeIn(file, wanted) {
    try {
      const taken = await readHashDecode(file, wanted);
      return Comlink.transfer(taken, buffersOf(taken));
    } catch (error) {
      return { status: 'refused', reason: reasonOf(error) } satisfies NotTakenIn;
    }
  },

  async picture(file) {
    const { image } = await decodeImage(await readBytes(file));
    const full = thumbnailOf(image, Math.max(image.width, image.height));
    const bitmap = await createImageBitmap(new ImageData(full.rgba, full.width, full.height));
    return Comlink.transfer(bitmap, [bitmap]);
  },
};

async function readHashDecode(file: Blob, wanted: Wanted): Promise<TakenIn> {
  const bytes = await readBytes(file);
  const hashing = crypto.subtle.digest('SHA-256', bytes);
  const { format, image } = await decodeImage(bytes);
  return {
    status: 'decoded',
    sha256: hexOf(await hashing),
    format,
    width: image.width,
    height: image.height,
    bytes: bytes.byteLength,
    pixels: wanted.pixels ? preprocess(image, wanted.pixels) : null,
    fingerprint: wanted.fingerprint ? fingerprintOf(greyOf(image), image.width, image.height) : null,
    thumbnail: wanted.thumbnail ? thumbnailOf(image, THUMBNAIL_SIDE) : null,
    original: wanted.original ? bytes.buffer : null,
  };
}

async function readBytes(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > LARGEST_FILE_BYTES) {
    throw new DecodingError(`The file is larger than ${LARGEST_FILE_BYTES / 2 ** 20} MB, too large for a scan.`);
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new DecodingError('The file could not be read: it was moved, changed or is not permitted. Drop it again.');
  }
}

function hexOf(hash: ArrayBuffer): string {
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function buffersOf(taken: TakenIn): Transferable[] {
  const buffers = [taken.original, taken.pixels?.buffer, taken.thumbnail?.rgba.buffer];
  return [...new Set(buffers.filter((buffer): buffer is ArrayBuffer => buffer instanceof ArrayBuffer))];
}

function reasonOf(error: unknown): string {
  return error instanceof DecodingError ? error.message : `The picture could not be decoded (${String(error)}).`;
}

Comlink.expose(decoder);
