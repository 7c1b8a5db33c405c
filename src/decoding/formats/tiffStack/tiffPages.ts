import type { TiffPage } from '../tiff/tiff.ts';
import { directoriesOf, readDirectory, readText } from '../tiff/tiffDirectory.ts';
import { TAG } from '../tiff/tiffLayout.ts';

const DESCRIPTION = 270;
const KIND = [TAG.subfileType, TAG.width, TAG.height, TAG.bits, TAG.samples, TAG.sampleFormat, TAG.photometric];
/** Bits of the subfile type: a smaller copy, a mask of transparency. */
const NO_PAGE = 1 | 4;
const MOST_LETTERS = 2000;

/** Whether a TIFF holds several images that belong together. What is damaged holds none. */
export function hasPages(bytes: Uint8Array): boolean {
  try {
    return pagesOf(bytes).length > 1;
  } catch {
    return false;
  }
}

/**
 * The images of a TIFF of the size and kind of the first, in their order: smaller copies, masks and whatever else differs are left out.
 * Throws RangeError where the first directory is damaged.
 */
export function pagesOf(bytes: Uint8Array): TiffPage[] {
  const directories = directoriesOf(bytes);
  const [first = 0] = directories;
  if (directories.length <= 1) return ofOneDirectory(bytes, first);
  const kindOf = (directory: number) => {
    const tags = readDirectory(bytes, KIND, directory);
    const isPage = ((tags.get(TAG.subfileType)?.[0] ?? 0) & NO_PAGE) === 0;
    tags.delete(TAG.subfileType);
    return isPage ? JSON.stringify([...tags]) : null;
  };
  const kind = kindOf(first);
  return directories
    .filter((directory) => directory === first || kindOf(directory) === kind)
    .map((directory) => ({ directory, shift: 0 }));
}

/** ImageJ describes large stacks once, and says how many images lie behind the first. */
function ofOneDirectory(bytes: Uint8Array, directory: number): TiffPage[] {
  const alone = [{ directory, shift: 0 }];
  const text = readText(bytes, DESCRIPTION, directory, MOST_LETTERS);
  const count = Number(/^ImageJ=[\s\S]*?^images=(\d+)/m.exec(text)?.[1] ?? 1);
  const tags = readDirectory(bytes, [TAG.width, TAG.height, TAG.bits, TAG.samples, TAG.compression], directory);
  const first = (tag: number, otherwise: number) => tags.get(tag)?.[0] ?? otherwise;
  if (count < 2 || first(TAG.compression, 1) !== 1) return alone;
  const bits = first(TAG.width, 0) * first(TAG.height, 0) * first(TAG.bits, 1) * first(TAG.samples, 1);
  if (bits % 8 !== 0 || count * (bits / 8) > bytes.length) return alone;
  return Array.from({ length: count }, (_, index) => ({ directory, shift: (index * bits) / 8 }));
}
