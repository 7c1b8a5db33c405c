import type { ScanFile } from '../worker/protocol.ts';
import { nextTask } from './nextTask.ts';

/** A file that was dropped or chosen, be it in a zip, and where it lay. */
export type DroppedFile<Held extends ScanFile = ScanFile> = {
  readonly file: Held;
  /** With its folders, `/` between them: 'Brain Tumor/Cancer (1).jpg'. */
  readonly path: string;
};

/** Inputs for folders say in `webkitRelativePath` where a file lay. */
export function droppedFile(file: File): DroppedFile<File> {
  return { file, path: file.webkitRelativePath || file.name };
}

const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Sorting them takes some ten milliseconds: a collator needs about a microsecond for a comparison. */
const FILES_PER_TASK = 1000;

/** Goes through a list in slices, each in a task of its own: tens of thousands of files at once would hold the page up. */
export async function inSlices<Item>(
  items: ArrayLike<Item>,
  take: (slice: readonly Item[]) => unknown,
  itemsPerTask = FILES_PER_TASK,
): Promise<void> {
  for (let at = 0; at < items.length; at += itemsPerTask) {
    await take(Array.prototype.slice.call(items, at, at + itemsPerTask));
    await nextTask();
  }
}

/** Browsers hand folders out in any order: this is the one in which people count, 2 before 10. Sorted in slices. */
export async function inOrder(files: readonly DroppedFile[]): Promise<DroppedFile[]> {
  let runs: DroppedFile[][] = [];
  await inSlices(files, (slice) => runs.push(slice.toSorted((a, b) => byName(a.path, b.path))));
  while (runs.length > 1) {
    const merged: DroppedFile[][] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(await mergeRuns(runs[at] ?? [], runs[at + 1] ?? []));
    runs = merged;
  }
  return runs[0] ?? [];
}

/** As many comparisons as a slice takes to sort. */
const COMPARISONS_PER_TASK = 8 * FILES_PER_TASK;

async function mergeRuns(left: readonly DroppedFile[], right: readonly DroppedFile[]): Promise<DroppedFile[]> {
  const merged: DroppedFile[] = [];
  let l = 0;
  let r = 0;
  for (;;) {
    const a = left[l];
    const b = right[r];
    if (!a || !b) break;
    if (byName(a.path, b.path) <= 0) {
      merged.push(a);
      l += 1;
    } else {
      merged.push(b);
      r += 1;
    }
    if (merged.length % COMPARISONS_PER_TASK === 0) await nextTask();
  }
  await nextTask(); // many short merges would run on in one task
  return merged.concat(left.slice(l), right.slice(r));
}

/** 'set/Tumor/1.jpg' -> ['set/Tumor', '1.jpg'] */
export function folderAndName(path: string): readonly [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, slash)), path.slice(slash + 1)];
}

/** Several pickings together. What was picked twice from the same place counts once. */
export async function joinFiles(
  before: readonly DroppedFile[],
  added: readonly DroppedFile[],
): Promise<readonly DroppedFile[]> {
  const byPlace = new Map<string, DroppedFile>();
  await inSlices([...before, ...added], (slice) => {
    for (const each of slice) byPlace.set(`${each.path}\n${each.file.size}`, each);
  });
  return [...byPlace.values()];
}
