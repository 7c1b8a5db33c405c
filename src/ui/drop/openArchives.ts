import { arraySets, isArrayFile } from '../../dataset/import/arraySets.ts';
import { type CodedPath, codedFrom } from '../../dataset/userError.ts';
import { refusalSentence } from '../../decoding/refusalSentence.ts';
import type { ArchiveListing, ScanFile } from '../../worker/jobs/import/importProtocol.ts';
import { forEachInTimeSlices } from '../workspace/timeSlices.ts';
import type { DroppedFile } from './droppedFiles.ts';

/** `reason`: its sentence, for what shows it at once. */
type RefusedFile = CodedPath & { readonly reason: string };

/** What was dropped, with the files in its zips in the place of the zips. */
export type OpenedDrop = {
  readonly files: readonly DroppedFile[];
  /** Zips, and files in zips, that cannot be taken out, with the reason. */
  readonly refused: readonly RefusedFile[];
  /** Zips that hold a model. */
  readonly models: readonly File[];
  /** Ids of the zips that the files are in: whoever does not take them closes those. */
  readonly archives: readonly string[];
};

/** `Jobs.openArchive`, `Jobs.openArrays` and `Jobs.closeArchive`. */
type Opener = {
  readonly open: (file: File) => Promise<ArchiveListing>;
  readonly openArrays: (files: readonly ScanFile[]) => Promise<ArchiveListing | null>;
  readonly close: (id: string) => unknown;
};

/** A NumPy archive of images is one, too. */
const ARCHIVE = /\.(zip|npz)$/i;

/** Models of other programs, which are no archives of scans. */
const MODEL = /\.(keras|onnx)$/i;

/** Of a hidden zip (a macOS companion, say) the planner says what it is. */
function isArchive({ path }: { readonly path: string }): boolean {
  return ARCHIVE.test(path) && !/(^|\/)\.[^/]*$/.test(path);
}

/**
 * Opens the zips: `set/Tumor.zip` counts as the folder `set/Tumor`. One that cannot be opened does not stop the others.
 *
 * @param tell called with a sentence before each zip
 * @param signal rejects with its reason where it says stop, and closes what was opened
 */
export async function openArchives(
  dropped: readonly DroppedFile<File>[],
  opener: Opener,
  tell: (sentence: string) => void,
  signal: AbortSignal,
): Promise<OpenedDrop> {
  const opening = new OpeningDrop(opener, tell, signal);
  try {
    await opening.open(dropped);
  } finally {
    if (signal.aborted) for (const id of opening.archives) opener.close(id);
  }
  const { files, refused, models, archives } = opening;
  return { files, refused, models, archives };
}

class OpeningDrop {
  readonly files: DroppedFile[] = [];
  readonly refused: RefusedFile[] = [];
  readonly models: File[] = [];
  readonly archives: string[] = [];
  private readonly zips: DroppedFile<File>[] = [];
  private readonly arrays: DroppedFile[] = [];

  constructor(
    private readonly opener: Opener,
    private readonly tell: (sentence: string) => void,
    private readonly signal: AbortSignal,
  ) {}

  async open(dropped: readonly DroppedFile<File>[]): Promise<void> {
    await forEachInTimeSlices(dropped, (slice) => {
      for (const each of slice) this.sort(each);
    });
    const { zips } = this;
    for (const [index, zip] of zips.entries()) {
      this.tell(`Listing ${zip.file.name}${zips.length > 1 ? ` (${index + 1} of ${zips.length})` : ''}`);
      await this.openZip(zip);
      this.signal.throwIfAborted();
    }
    await this.takeArrays();
    this.signal.throwIfAborted();
  }

  private sort(dropped: DroppedFile<File>): void {
    if (MODEL.test(dropped.path)) this.models.push(dropped.file);
    else if (isArchive(dropped)) this.zips.push(dropped);
    else if (isArrayFile(dropped.path)) this.arrays.push(dropped);
    else this.files.push(dropped);
  }

  private async openZip({ file, path }: DroppedFile<File>): Promise<void> {
    const listing = await this.opener.open(file).catch(codedFrom);
    if ('code' in listing) {
      this.refused.push({ path, ...listing, reason: refusalSentence(listing) });
    } else if (holdsModel(listing)) {
      this.models.push(file);
      this.opener.close(listing.id);
    } else {
      this.archives.push(listing.id);
      await this.addEntries(path.replace(ARCHIVE, ''), listing, /\.zip$/i.test(path));
    }
  }

  /** Those that are no labelled set are files as any. */
  private async takeArrays(): Promise<void> {
    const left = new Set(this.arrays);
    for (const { folder, files: set } of arraySets(this.arrays)) {
      this.tell(`Listing ${set[0]?.file.name ?? ''}`);
      const listing = await this.opener.openArrays(set.map(({ file }) => file));
      if (!listing) continue;
      for (const each of set) left.delete(each);
      this.archives.push(listing.id);
      await this.addEntries(folder, listing, false);
    }
    this.files.push(...left);
  }

  /** @param isInZip whether arrays among them may be a set, as they may in a folder; not those that an array was opened into */
  private async addEntries(
    folder: string,
    { id, paths, sizes, refused: left }: ArchiveListing,
    isInZip: boolean,
  ): Promise<void> {
    let entry = 0;
    await forEachInTimeSlices(paths, (slice) => {
      this.signal.throwIfAborted();
      for (const path of slice) {
        const name = path.slice(path.lastIndexOf('/') + 1);
        const file = { archive: id, entry, name, size: sizes[entry] ?? 0 };
        const found = { file, path: within(folder, path) };
        entry += 1;
        (isInZip && isArrayFile(path) ? this.arrays : this.files).push(found);
      }
    });
    for (const each of left)
      this.refused.push({ ...each, path: within(folder, each.path), reason: refusalSentence(each) });
  }
}

/** Arrays may have been dropped without a folder. */
function within(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`;
}

/** A model that was downloaded from Axial: its files lie at the top, or in one folder where it was packed again. */
function holdsModel({ paths }: ArchiveListing): boolean {
  return paths.some((path) => /^([^/]+\/)?(axial\.json|model\.(json|weights\.h5))$/i.test(path));
}
