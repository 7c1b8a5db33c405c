import { companionsOf, mayHoldVoxels, PAIR_START_BYTES } from '../../dataset/import/filePairs.ts';
import type { ScanFile } from '../../worker/jobs/import/importProtocol.ts';
import { forEachInTimeSlices } from '../workspace/timeSlices.ts';
import type { DroppedFile } from './droppedFiles.ts';

/** Headers with the voxels that lie beside them become one file each; whatever has no other half stays as it is. */
export async function joinPairs(files: readonly DroppedFile[]): Promise<readonly DroppedFile[]> {
  const headers: DroppedFile[] = [];
  const voxels = new Map<string, DroppedFile>();
  await forEachInTimeSlices(files, (slice) => {
    for (const each of slice) {
      if (companionsOf(each.path).length > 0) headers.push(each);
      if (mayHoldVoxels(each.path)) voxels.set(each.path.toLowerCase(), each);
    }
  });
  const joined = new Map<DroppedFile, DroppedFile | null>();
  for (const header of headers) {
    const beside = companionsOf(header.path)
      .map((path) => voxels.get(path))
      .find((each) => each !== undefined);
    if (!beside || !isWhole(header.file) || !isWhole(beside.file)) continue;
    const size = PAIR_START_BYTES + header.file.size + beside.file.size;
    const file = { header: header.file, voxels: beside.file, name: header.file.name, size };
    joined.set(header, { path: header.path, file });
    joined.set(beside, null);
  }
  if (joined.size === 0) return files;
  const kept: DroppedFile[] = [];
  await forEachInTimeSlices(files, (slice) => {
    for (const each of slice) {
      const pair = joined.get(each);
      if (pair !== null) kept.push(pair ?? each);
    }
  });
  return kept;
}

function isWhole(file: ScanFile): file is Exclude<ScanFile, { readonly voxels: unknown }> {
  return !('voxels' in file);
}
