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

/** Several pickings together. What was picked twice from the same place counts once. */
export function joinFiles(before: readonly DroppedFile[], added: readonly DroppedFile[]): DroppedFile[] {
  const byPlace = new Map<string, DroppedFile>();
  for (const each of [...before, ...added]) byPlace.set(`${each.path}\n${each.file.size}`, each);
  return [...byPlace.values()];
}
