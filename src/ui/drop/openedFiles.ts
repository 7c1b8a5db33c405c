import type { ScanFile } from '../../worker/jobs/import/importProtocol.ts';
import { jobs } from '../workspace/jobs.ts';
import { withReadingOverlay } from '../workspace/readingOverlay.ts';
import type { DroppedFile } from './droppedFiles.ts';
import { joinPairs } from './filePairs.ts';
import type { OpenedDrop } from './openArchives.ts';

/** With the files in archives in the place of those, and headers with their voxels. Null where the user stopped it. Only an archive needs more code than this. */
export async function openedFiles(files: readonly DroppedFile<File>[]): Promise<OpenedDrop | null> {
  const opened = await withArchivesOpened(files);
  return opened && { ...opened, files: await joinPairs(opened.files) };
}

async function withArchivesOpened(files: readonly DroppedFile<File>[]): Promise<OpenedDrop | null> {
  if (!files.some(({ path }) => /\.(zip|npz|npy|keras|onnx)$/i.test(path)))
    return { files, refused: [], models: [], archives: [] };
  const { openArchives } = await import('./openArchives.ts');
  const opener = {
    open: (file: File) => jobs.openArchive(file),
    openArrays: (arrays: readonly ScanFile[]) => jobs.openArrays(arrays),
    close: (id: string) => jobs.closeArchive(id),
  };
  return withReadingOverlay((tell, signal) => openArchives(files, opener, tell, signal));
}
