import { drawnScans } from '../../bench/folders.mjs';

const folders = new Map();

/** A folder of `count` drawn scans in two classes; each made once. */
export function drawn(count) {
  if (!folders.has(count)) folders.set(count, drawnScans(count));
  return folders.get(count);
}
