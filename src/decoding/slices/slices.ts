import type { VolumeChoice } from '../../dataset/volumeChoice.ts';
import { ALL_AXIAL_SLICES } from '../../dataset/volumes.ts';
import type { FormatOfSlices } from '../formats.ts';
import { checkSize } from '../image/imageHeader.ts';
import type { SliceSource, WhichSlices } from '../image/rawImage.ts';
import type { StoredSlice } from './storedSlice.ts';

/** A slice, and the format of the file that it is from. */
export type FileSlice = SliceSource & Pick<StoredSlice, 'source'>;

/** Decodes the slices of a file one after another. Throws UserError in words. */
export async function* slicesOf(
  bytes: Uint8Array<ArrayBuffer>,
  format: FormatOfSlices,
  which: WhichSlices,
  volumes: VolumeChoice = ALL_AXIAL_SLICES,
): AsyncGenerator<FileSlice> {
  for await (const slice of format.slices(bytes, which, volumes)) {
    checkSize(slice.width, slice.height); // else it could be stored and never be read back
    yield { ...slice, source: format.name };
  }
}
