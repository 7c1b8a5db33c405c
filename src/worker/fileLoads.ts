import type { Load } from './decoderPool.ts';
import type { ScanFile } from './protocol.ts';
import type { Handful } from './takenIn.ts';

const MOST_FILES = 16;
const MOST_BYTES = 4 * 2 ** 20;
/** With fewer files each worker gets some all the same. */
const LOADS_PER_WORKER = 2;

/** Reads files together: see `Archives.handful`. */
type ReadTogether = (files: readonly ScanFile[]) => Handful | Promise<Handful>;

/** Files in the order given, as many together as are read and decoded in some 20 milliseconds. */
export function* fileLoads<T extends { readonly file: ScanFile }>(
  items: readonly T[],
  workers: number,
  read: ReadTogether,
): Generator<Load<T>> {
  const most = Math.min(MOST_FILES, Math.ceil(items.length / (LOADS_PER_WORKER * workers)));
  let load: T[] = [];
  let bytes = 0;
  for (const item of items) {
    const [first] = load;
    if (first && (load.length >= most || bytes + item.file.size > MOST_BYTES || archiveOf(first) !== archiveOf(item))) {
      yield loadOf(load, read);
      load = [];
      bytes = 0;
    }
    load.push(item);
    bytes += item.file.size;
  }
  if (load.length > 0) yield loadOf(load, read);
}

function archiveOf({ file }: { readonly file: ScanFile }): string | null {
  return 'archive' in file ? file.archive : null;
}

function loadOf<T extends { readonly file: ScanFile }>(items: readonly T[], read: ReadTogether): Load<T> {
  return {
    items,
    read: () => read(items.map(({ file }) => file)),
    eachAlone: () => items.map((item) => loadOf([item], read)),
  };
}
