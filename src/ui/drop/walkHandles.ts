import type { DroppedFile } from './droppedFiles.ts';
import type { Walked } from './walkDrop.ts';

/** The files of folders that were dropped at an earlier visit, with the paths that the drop gave them. */
export async function walkHandles(
  handles: readonly FileSystemHandle[],
  onFound: (count: number) => void = () => {},
): Promise<Pick<Walked, 'files' | 'unreadable'>> {
  const files: DroppedFile<File>[] = [];
  const unreadable: string[] = [];
  for (const handle of handles) await walk(handle, handle.name);
  return { files, unreadable };

  async function walk(handle: FileSystemHandle, path: string): Promise<void> {
    try {
      if (isDirectory(handle)) for await (const child of handle.values()) await walk(child, `${path}/${child.name}`);
      else if (isFile(handle)) files.push({ file: await handle.getFile(), path });
      onFound(files.length);
    } catch {
      unreadable.push(path);
    }
  }
}

/** Whether every one of them may be read; asks the user where the browser wants that. Call it on a click. */
export async function mayRead(handles: readonly FileSystemHandle[]): Promise<boolean> {
  for (const handle of handles) {
    const state = (await handle.queryPermission?.({ mode: 'read' })) ?? 'granted';
    if (state !== 'granted' && (await handle.requestPermission?.({ mode: 'read' })) !== 'granted') return false;
  }
  return true;
}

function isDirectory(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === 'directory';
}

function isFile(handle: FileSystemHandle): handle is FileSystemFileHandle {
  return handle.kind === 'file';
}
