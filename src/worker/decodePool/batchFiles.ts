import { isVolume } from '../../dataset/volumes.ts';
import type { ScanFile } from '../jobs/import/importProtocol.ts';
import type { BatchSource } from './decodePool.ts';
import type { FileBatch } from './decodeResult.ts';

const MOST_FILES = 16;
/** So small is hardly a picture: a hundred of them are refused in a millisecond, and a message for each few would take longer. */
const TINY_BYTES = 256;
const MOST_TINY_FILES = 256;
const MOST_BYTES = 4 * 2 ** 20;
/** With fewer files each worker gets some all the same. */
const BATCHES_PER_WORKER = 2;

/** Reads files together: see `Archives.batchOf`. */
type ReadTogether = (files: readonly ScanFile[]) => FileBatch | Promise<FileBatch>;

/** Files in the order given, as many together as are read and decoded in some 20 milliseconds. */
export function* batchFiles<T extends { readonly file: ScanFile }>(
  items: readonly T[],
  workers: number,
  read: ReadTogether,
): Generator<BatchSource<T>> {
  const share = Math.ceil(items.length / (BATCHES_PER_WORKER * workers));
  let batch: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const [first] = batch;
    const most = Math.min(share, bytes <= TINY_BYTES * batch.length ? MOST_TINY_FILES : MOST_FILES);
    if (first && (batch.length >= most || bytes + item.file.size > MOST_BYTES || !belong(first, item))) {
      yield batchOf(batch, read);
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += item.file.size;
  }
  if (batch.length > 0) yield batchOf(batch, read);
}

/** A volume holds a hundred slices, however small its file is: it is a batch of its own, so that all workers have as much to do. */
function belong<T extends { readonly file: ScanFile }>(first: T, item: T): boolean {
  return archiveOf(first) === archiveOf(item) && !isVolume(first.file.name) && !isVolume(item.file.name);
}

/** Files that are not alike in this cannot be read in one go. */
function archiveOf({ file }: { readonly file: ScanFile }): string | null {
  if ('voxels' in file) return 'pairs';
  return 'archive' in file ? file.archive : null;
}

function batchOf<T extends { readonly file: ScanFile }>(items: readonly T[], read: ReadTogether): BatchSource<T> {
  return {
    items,
    read: () => read(items.map(({ file }) => file)),
    eachAlone: () => items.map((item) => batchOf([item], read)),
  };
}
