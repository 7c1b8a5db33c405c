import type { ScanFile } from '../../worker/jobs/import/importProtocol.ts';
import { FILES_MEASURED_PER_TASK, forEachInTimeSlices, sortInTimeSlices } from '../workspace/timeSlices.ts';

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

/** The order in which people count: 2 before 10. */
export const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Browsers hand folders out in any order: this is that of their paths. Sorted in slices. */
export function inOrder(files: readonly DroppedFile[]): Promise<DroppedFile[]> {
  return sortInTimeSlices(files, (a, b) => byName(a.path, b.path));
}

/** 'set/Tumor/1.jpg' -> ['set/Tumor', '1.jpg'] */
export function folderAndName(path: string): readonly [folder: string, name: string] {
  const slash = path.lastIndexOf('/');
  return [path.slice(0, Math.max(0, slash)), path.slice(slash + 1)];
}

/** Several pickings together. The same file, picked twice from the same place, counts once. */
export async function joinFiles(
  before: readonly DroppedFile[],
  added: readonly DroppedFile[],
): Promise<readonly DroppedFile[]> {
  const byPlace = new Map<string, DroppedFile>();
  const take = (slice: readonly DroppedFile[]) => {
    for (const each of slice) byPlace.set(`${each.path}\n${identityOf(each.file)}`, each);
  };
  await forEachInTimeSlices([...before, ...added], take, FILES_MEASURED_PER_TASK);
  return [...byPlace.values()];
}

/** The archives that a file is in. */
export function archivesOf(file: ScanFile): string[] {
  if ('voxels' in file) return [...archivesOf(file.header), ...archivesOf(file.voxels)];
  return 'archive' in file ? [file.archive] : [];
}

/** Folders of two patients can be called alike, and so can zips: uncompressed scans in them are even of the same size. */
function identityOf(file: ScanFile): string {
  if ('voxels' in file) return `${identityOf(file.header)} and ${identityOf(file.voxels)}`;
  return 'archive' in file ? `${file.size} in ${file.archive}, ${file.entry}` : `${file.size} of ${file.lastModified}`;
}
