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

/** Browsers hand folders out in any order: this is the one in which people count, 2 before 10. */
export function inOrder(files: readonly DroppedFile[]): DroppedFile[] {
  return files.toSorted((a, b) => byName(a.path, b.path));
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
