import type { Load } from './decoderPool.ts';

const MOST_FILES = 16;
const MOST_BYTES = 4 * 2 ** 20;
/** With fewer files each worker gets some all the same. */
const LOADS_PER_WORKER = 2;

/** Files in the order given, as many together as are read and decoded in some 20 milliseconds. */
export function* fileLoads<T extends { readonly file: File }>(
  items: readonly T[],
  workers: number,
): Generator<Load<T>> {
  const most = Math.min(MOST_FILES, Math.ceil(items.length / (LOADS_PER_WORKER * workers)));
  let load: T[] = [];
  let bytes = 0;
  for (const item of items) {
    if (load.length > 0 && (load.length >= most || bytes + item.file.size > MOST_BYTES)) {
      yield loadOf(load);
      load = [];
      bytes = 0;
    }
    load.push(item);
    bytes += item.file.size;
  }
  if (load.length > 0) yield loadOf(load);
}

function loadOf<T extends { readonly file: File }>(items: readonly T[]): Load<T> {
  const files = items.map(({ file }) => file);
  return { items, read: () => ({ content: new Blob(files), sizes: files.map(({ size }) => size) }) };
}
