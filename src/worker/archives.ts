import type { ZipListing } from '../archive/zipArchive.ts';
import { pairStart } from '../dataset/import/filePairs.ts';
import type { FileBatch } from './decodePool/decodeResult.ts';
import type { ArchiveEntry, ArchiveListing, FilePair, ScanFile } from './jobs/import/importProtocol.ts';

/** A zip, or a NumPy archive whose images are its entries. */
type OpenArchive = { readonly unpack: (places: readonly number[]) => Promise<Blob | ArrayBuffer> };

/**
 * The zips and NumPy archives that were dropped. Of each only the list of its files is held, and the handle through which they are read when
 * they are wanted. They stay open until they are closed, or the page is: where their entries are asked for then, it says so.
 */
export class Archives {
  private readonly open = new Map<string, { readonly archive: OpenArchive; readonly uses: number }>();
  /** Ids by what tells archives apart. Short, since each of a hundred thousand entries crosses with its own. */
  private readonly ids = new Map<string, string>();

  /** The same file again has the same id. Rejects with UserError where it is no archive that can be unpacked here. */
  async list(file: File): Promise<ArchiveListing> {
    return this.listed([file], await openArchive(file));
  }

  /** The same of NumPy arrays of images and labels that are files of their own, or lie in a zip; null where they are no such set. */
  async listArrays(files: readonly ScanFile[]): Promise<ArchiveListing | null> {
    const { NpzArchive } = await import('../decoding/numpy/npzArchive.ts');
    const opened = await NpzArchive.ofFiles(files, (file) => this.contentOf(file)).catch(() => null); // each file says itself what is wrong with it
    return opened && this.listed(files, opened);
  }

  private listed(
    files: readonly ScanFile[],
    { archive, paths, sizes, refused }: ZipListing & { archive: OpenArchive },
  ) {
    const identity = files.map(identityOf).join('; ');
    const id = this.ids.get(identity) ?? String(this.ids.size);
    this.ids.set(identity, id);
    this.open.set(id, { archive, uses: 1 + (this.open.get(id)?.uses ?? 0) });
    return { id, paths, sizes, refused };
  }

  /** Forgets it, unless it was opened once more than it was closed. */
  close(id: string): void {
    const held = this.open.get(id);
    if (held && held.uses > 1) this.open.set(id, { ...held, uses: held.uses - 1 });
    else this.open.delete(id);
  }

  /** The bytes of a file, or a handle of them. Rejects with UserError where an entry cannot be unpacked. */
  async contentOf(file: ScanFile): Promise<Blob> {
    if (isPair(file)) {
      const parts = await Promise.all([file.header, file.voxels].map((part) => this.contentOf(part)));
      return new Blob([pairStart(file.header.size), ...parts]);
    }
    return isEntry(file) ? new Blob([await this.unpack([file])]) : file;
  }

  /** Files that are decoded together: all of them dropped ones, all of them of one archive, or all of them pairs. */
  batchOf(files: readonly ScanFile[]): FileBatch | Promise<FileBatch> {
    const sizes = files.map(({ size }) => size);
    if (files.some(isPair)) {
      return Promise.all(files.map((file) => this.contentOf(file))).then((parts) => ({
        content: new Blob(parts),
        sizes,
      }));
    }
    const entries = files.filter(isEntry);
    if (entries.length === 0) return { content: new Blob(files.filter((file) => file instanceof Blob)), sizes };
    return this.unpack(entries).then((content) => ({ content, sizes }));
  }

  private async unpack(files: readonly ArchiveEntry[]): Promise<Blob | ArrayBuffer> {
    const { archive } = this.open.get(files[0]?.archive ?? '') ?? {};
    if (!archive) {
      const { archiveError } = await import('../archive/messages.ts'); // needed by few
      throw archiveError('zip-closed');
    }
    return archive.unpack(files.map(({ entry }) => entry));
  }
}

/** Either is needed by few. */
async function openArchive(file: File) {
  if (/\.npz$/i.test(file.name)) {
    const { NpzArchive } = await import('../decoding/numpy/npzArchive.ts');
    return NpzArchive.open(file);
  }
  const { ZipArchive } = await import('../archive/zipArchive.ts');
  return ZipArchive.open(file);
}

function identityOf(file: ScanFile): string {
  const from = isEntry(file) ? [file.archive, file.entry] : 'lastModified' in file && file.lastModified;
  return `${file.name}, ${file.size} bytes of ${from}`;
}

function isPair(file: ScanFile): file is FilePair {
  return 'voxels' in file;
}

function isEntry(file: ScanFile): file is ArchiveEntry {
  return 'archive' in file;
}
