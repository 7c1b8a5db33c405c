import { decodingError, truncatedError } from '../messages.ts';

/** As much text as is split at once. */
const PORTION_BYTES = 2 ** 20;
/** A number that is longer is none. */
const MOST_LETTERS = 64;

/** Reads voxels that are written as numbers, with blanks and line ends between them. Throws UserError where they are too few, or no numbers. */
export function writtenVoxels(bytes: Uint8Array, count: number): Float64Array {
  // A number and a blank are two bytes.
  if (2 * count - 1 > bytes.length) throw truncatedError();
  const voxels = new Float64Array(count);
  const decoder = new TextDecoder('latin1');
  let rest = '';
  let found = 0;
  for (let at = 0; at < bytes.length && found < count; at += PORTION_BYTES) {
    const isLast = at + PORTION_BYTES >= bytes.length;
    const words = (rest + decoder.decode(bytes.subarray(at, at + PORTION_BYTES))).split(/\s+/);
    rest = isLast ? '' : (words.pop() ?? '');
    if (rest.length > MOST_LETTERS) throw decodingError('volume-kind');
    for (const word of words) {
      if (word === '' || found === count) continue;
      const value = Number(word);
      if (Number.isNaN(value) && word.toLowerCase() !== 'nan') throw decodingError('volume-kind');
      voxels[found++] = value;
    }
  }
  if (found < count) throw truncatedError();
  return voxels;
}
