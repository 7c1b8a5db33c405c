/** A file that was dropped or chosen, and where it lay. */
export type DroppedFile = {
  readonly file: File;
  /** With its folders, `/` between them: 'Brain Tumor/Cancer (1).jpg'. */
  readonly path: string;
};

/** react-dropzone writes `path` on each file (`./a/b.jpg`, `/a/b.jpg`), inputs for folders `webkitRelativePath`. */
export function droppedFile(file: File): DroppedFile {
  const dropped = 'path' in file && typeof file.path === 'string' ? file.path : '';
  const path = file.webkitRelativePath || dropped || file.name;
  return { file, path: path.replace(/^(\.?\/)+/, '') };
}

const byName = new Intl.Collator('en', { numeric: true }).compare;

/** A collator takes about a microsecond for a comparison: some ten milliseconds for so many files. */
const FILES_PER_TASK = 1000;

/**
 * Browsers hand folders out in any order: this is the one in which people count, 2 before 10. Sorted in slices, since
 * tens of thousands of paths at once would hold the page up.
 */
export async function inOrder(files: readonly DroppedFile[]): Promise<DroppedFile[]> {
  let runs: DroppedFile[][] = [];
  for (let at = 0; at < files.length; at += FILES_PER_TASK) {
    runs.push(files.slice(at, at + FILES_PER_TASK).sort((a, b) => byName(a.path, b.path)));
    await nextTask();
  }
  while (runs.length > 1) {
    const merged: DroppedFile[][] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(await mergeRuns(runs[at] ?? [], runs[at + 1] ?? []));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function mergeRuns(left: readonly DroppedFile[], right: readonly DroppedFile[]): Promise<DroppedFile[]> {
  const merged: DroppedFile[] = [];
  let l = 0;
  let r = 0;
  for (;;) {
    const a = left[l];
    const b = right[r];
    if (!a || !b) return merged.concat(left.slice(l), right.slice(r));
    if (byName(a.path, b.path) <= 0) {
      merged.push(a);
      l += 1;
    } else {
      merged.push(b);
      r += 1;
    }
    if (merged.length % (8 * FILES_PER_TASK) === 0) await nextTask();
  }
}

/** Timers would be held back to four milliseconds each. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** 'set/Tumor/1.jpg' -> ['set/Tumor', '1.jpg'] */
export function folderAndName(path: string): readonly [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, slash)), path.slice(slash + 1)];
}

/** Several pickings together. What was picked twice from the same place counts once. */
export function joinFiles(before: readonly DroppedFile[], added: readonly DroppedFile[]): DroppedFile[] {
  const byPlace = new Map<string, DroppedFile>();
  for (const each of [...before, ...added]) byPlace.set(`${each.path}\n${each.file.size}`, each);
  return [...byPlace.values()];
}
