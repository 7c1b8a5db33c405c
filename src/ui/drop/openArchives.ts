import type { ArchiveListing } from '../../worker/protocol.ts';
import { type DroppedFile, inSlices } from '../droppedFiles.ts';

/** What was dropped, with the files in its zips in the place of the zips. */
export type OpenedDrop = {
  readonly files: readonly DroppedFile[];
  /** Zips, and files in zips, that cannot be taken out, with the reason. */
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
  /** Zips that hold a model. */
  readonly models: readonly File[];
};

type ListArchive = (file: File) => Promise<ArchiveListing>;

const ARCHIVE = /\.zip$/i;

/** Of a hidden zip (a macOS companion, say) the planner says what it is. */
function isArchive({ path }: { readonly path: string }): boolean {
  return ARCHIVE.test(path) && !/(^|\/)\.[^/]*$/.test(path);
}

/**
 * Opens the zips: `set/Tumor.zip` counts as the folder `set/Tumor`. One that cannot be opened does not stop the others.
 *
 * @param list `Jobs.openArchive`
 * @param tell called with a sentence before each zip
 */
export async function openArchives(
  dropped: readonly DroppedFile<File>[],
  list: ListArchive,
  tell: (sentence: string) => void,
): Promise<OpenedDrop> {
  const files: DroppedFile[] = [];
  const refused: { path: string; reason: string }[] = [];
  const models: File[] = [];
  const zips: DroppedFile<File>[] = [];
  await inSlices(dropped, (slice) => {
    for (const each of slice) {
      if (isArchive(each)) zips.push(each);
      else files.push(each);
    }
  });
  for (const [index, { file, path }] of zips.entries()) {
    tell(`Reading what is in ${file.name}${zips.length > 1 ? ` (${index + 1} of ${zips.length})` : ''}`);
    const listing = await list(file).catch(reasonOf);
    if (typeof listing === 'string') refused.push({ path, reason: listing });
    else if (holdsModel(listing)) models.push(file);
    else await addEntries(path.replace(ARCHIVE, ''), listing);
  }
  return { files, refused, models };

  async function addEntries(folder: string, { id, entries, refused: left }: ArchiveListing): Promise<void> {
    let entry = 0;
    await inSlices(entries, (slice) => {
      for (const { path, size } of slice) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        files.push({ file: { archive: id, entry: entry++, name, size }, path: `${folder}/${path}` });
      }
    });
    for (const { path, reason } of left) refused.push({ path: `${folder}/${path}`, reason });
  }
}

/** A model that was downloaded from Axial: its files lie at the top, or in one folder where it was packed again. */
function holdsModel({ entries }: ArchiveListing): boolean {
  return entries.some(({ path }) => /^([^/]+\/)?(axial|model)\.json$/i.test(path));
}

function reasonOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
