import { rgbaOf } from '../../decoding/image/decodedImage.ts';
import { readable, thumbnailSchema } from '../database/records.ts';

/** A small picture to draw with `putImageData`. */
export type StoredThumbnail = {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
};

/** Null where the record is not what was written. */
export function unpackThumbnail(record: unknown): StoredThumbnail | null {
  const thumbnail = readable(thumbnailSchema, record);
  return thumbnail && { width: thumbnail.width, height: thumbnail.height, rgba: rgbaOf(thumbnail) };
}
