import { type DroppedFile, droppedFile } from './droppedFiles.ts';

/** react-dropzone's own walk loses `.DS_Store` without a word and the whole drop with one unreadable file; this one tells. */
export type Walked = {
  readonly files: readonly DroppedFile<File>[];
  readonly unreadable: readonly string[];
  /** What finds all of it again after a reload; null where the browser gives none, or it is too much to keep. */
  readonly handles: readonly FileSystemHandle[] | null;
};

/** Folders and zips are a few; whoever drops more drops single scans. */
const MOST_HANDLES = 32;

/** Must be called while the drop event runs: the browser empties `items` afterwards. */
export function walkDrop(items: DataTransferItemList, onFound: (count: number) => void): Promise<Walked> {
  const files: DroppedFile<File>[] = [];
  const unreadable: string[] = [];
  const ofFiles = [...items].filter((item) => item.kind === 'file');
  const handles = handlesOf(ofFiles);
  const walks = ofFiles.map((item) => {
    const entry = item.webkitGetAsEntry();
    if (entry) return walkEntry(entry);
    const file = item.getAsFile();
    if (file) files.push(droppedFile(file));
    return null;
  });
  return Promise.all(walks).then(async () => ({ files, unreadable, handles: await handles }));

  async function walkEntry(entry: FileSystemEntry): Promise<void> {
    const path = entry.fullPath.replace(/^\/+/, '');
    try {
      if (isDirectory(entry)) await walkDirectory(entry);
      else if (isFile(entry)) files.push({ file: await fileOf(entry), path });
      onFound(files.length);
    } catch {
      unreadable.push(path);
    }
  }

  async function walkDirectory(directory: FileSystemDirectoryEntry): Promise<void> {
    const reader = directory.createReader();
    // Chrome hands out at most 100 entries a call; an empty batch is the end.
    for (let batch = await nextEntries(reader); batch.length > 0; batch = await nextEntries(reader)) {
      await Promise.all(batch.map(walkEntry));
    }
  }
}

async function handlesOf(items: readonly DataTransferItem[]): Promise<readonly FileSystemHandle[] | null> {
  if (items.length > MOST_HANDLES) return null;
  const asked = items.map((item) => item.getAsFileSystemHandle?.().catch(() => null) ?? null);
  const handles = (await Promise.all(asked)).filter((handle) => handle !== null);
  return handles.length === items.length ? handles : null;
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function nextEntries(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => reader.readEntries(resolve, reject));
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
