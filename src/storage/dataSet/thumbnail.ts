import { rgbaOf } from '../../decoding/image/decodedImage.ts';
import { readable } from '../database/records.ts';
import { thumbnailSchema } from './scanRecords.ts';

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
