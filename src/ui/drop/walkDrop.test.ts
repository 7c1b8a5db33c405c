import { expect, test } from 'vitest';
import { walkDrop } from './walkDrop.ts';

/** A directory that hands out its children as Chrome does: 100 a call, then none. */
function directory(fullPath: string, children: readonly FileSystemEntry[]): FileSystemEntry {
  return {
    isDirectory: true,
    isFile: false,
    fullPath,
    createReader: () => {
      let at = 0;
      return {
        readEntries: (resolve: (batch: FileSystemEntry[]) => void) => {
          resolve(children.slice(at, at + 100));
          at += 100;
        },
      };
    },
  } as unknown as FileSystemEntry;
}

function fileEntry(fullPath: string, readable = true): FileSystemEntry {
  return {
    isDirectory: false,
    isFile: true,
    fullPath,
    file: (resolve: (file: File) => void, reject: (reason: Error) => void) =>
      readable ? resolve(new File(['x'], fullPath.split('/').at(-1) ?? '')) : reject(new Error('gone')),
  } as unknown as FileSystemEntry;
}

const itemsOf = (entries: readonly FileSystemEntry[]) =>
  entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry })) as unknown as DataTransferItemList;

test('a folder of more than 100 files is walked to its end, at any depth, with paths from the top', async () => {
  const many = Array.from({ length: 250 }, (_, i) => fileEntry(`/set/T/${i}.jpg`));
  const deep = directory('/set/a', [directory('/set/a/b', [directory('/set/a/b/H', [fileEntry('/set/a/b/H/1.jpg')])])]);
  const { files } = await walkDrop(itemsOf([directory('/set', [directory('/set/T', many), deep])]), () => {});
  expect(files).toHaveLength(251);
  expect(new Set(files.map(({ path }) => path)).size).toBe(251);
  expect(files.map(({ path }) => path)).toContain('set/a/b/H/1.jpg');
});

const handle = (name: string) => ({ kind: 'directory', name }) as FileSystemHandle;

test('handles are asked for while the drop event runs, and are there only where all of the drop has one', async () => {
  const asked: string[] = [];
  const itemsWith = (handles: Readonly<Record<string, FileSystemHandle | null | Error>>) =>
    Object.entries(handles).map(([name, answer]) => ({
      kind: 'file',
      webkitGetAsEntry: () => directory(`/${name}`, [fileEntry(`/${name}/1.jpg`)]),
      getAsFileSystemHandle: async () => {
        asked.push(name);
        if (answer instanceof Error) throw answer;
        return answer;
      },
    })) as unknown as DataTransferItemList;
  const walking = walkDrop(itemsWith({ Healthy: handle('Healthy'), Tumour: handle('Tumour') }), () => {});
  expect(asked).toEqual(['Healthy', 'Tumour']);
  expect((await walking).handles).toEqual([handle('Healthy'), handle('Tumour')]);
  for (const none of [null, new Error('not allowed')]) {
    const walked = await walkDrop(itemsWith({ Healthy: handle('Healthy'), Tumour: none }), () => {});
    expect(walked.handles).toBeNull();
    expect(walked.files).toHaveLength(2);
  }
});

test('a browser without handles, and a drop of many single files, keep none', async () => {
  expect((await walkDrop(itemsOf([fileEntry('/1.jpg')]), () => {})).handles).toBeNull();
  let asked = 0;
  const many = Array.from({ length: 40 }, (_, i) => ({
    kind: 'file',
    webkitGetAsEntry: () => fileEntry(`/${i}.jpg`),
    getAsFileSystemHandle: async () => handle(String(asked++)),
  })) as unknown as DataTransferItemList;
  expect((await walkDrop(many, () => {})).handles).toBeNull();
  expect(asked).toBe(0);
});

test('a file that cannot be read is named and does not stop the rest; system files are kept for the report', async () => {
  const entries = [fileEntry('/T/1.jpg'), fileEntry('/T/2.jpg', false), fileEntry('/T/.DS_Store')];
  const walked = await walkDrop(itemsOf([directory('/T', entries)]), () => {});
  expect(walked.files.map(({ path }) => path).sort()).toEqual(['T/.DS_Store', 'T/1.jpg']);
  expect(walked.unreadable).toEqual(['T/2.jpg']);
});
