import { truncatedError } from '../messages.ts';
import { MOST_HEADER_BYTES, type NpyHeader, readNpyHeader } from './npyHeader.ts';

/** What is read again and again is held in memory up to this; the rest stays with the browser, which may keep it on disk. */
const MOST_IN_MEMORY = 64 * 2 ** 20;

/** An array of an archive, of which parts are read. */
export type StoredArray = NpyHeader & {
  /** As it was saved: 'train_images'. */
  readonly name: string;
  /** The bytes of its cells, from one up to another. Rejects with UserError where there are fewer. */
  readonly read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;
};

/** Reads the header of an array. Rejects with UserError where it is none, or one of a kind that cannot be read. */
export async function readNpyArray(path: string, content: Blob | ArrayBuffer): Promise<StoredArray> {
  const blob = content instanceof Blob ? content : new Blob([content]);
  const held = blob.size <= MOST_IN_MEMORY ? new Uint8Array(await blob.arrayBuffer()) : null;
  const head = held ?? new Uint8Array(await blob.slice(0, MOST_HEADER_BYTES).arrayBuffer());
  const header = readNpyHeader(head.subarray(0, MOST_HEADER_BYTES));
  return {
    ...header,
    name: path.replace(/\.npy$/i, ''),
    async read(from, to) {
      const [start, end] = [header.start + from, header.start + to];
      if (end > blob.size) throw truncatedError();
      return held ? held.subarray(start, end) : new Uint8Array(await blob.slice(start, end).arrayBuffer());
    },
  };
}

export function product(counts: readonly number[]): number {
  return counts.reduce((result, count) => result * count, 1);
}
