import { expect, test } from 'vitest';
import { archiveCode } from '../../archive/messages.ts';
import { inWords } from '../../dataset/userError.ts';
import type { ArchiveListing, ScanFile } from '../../worker/jobs/import/importProtocol.ts';
import type { DroppedFile } from './droppedFiles.ts';
import { openArchives } from './openArchives.ts';

const dropped = (path: string): DroppedFile<File> => ({ file: new File([], path.split('/').at(-1) ?? ''), path });

/** Lists by the names of the zips; a text is why one cannot be opened. */
const listing = (lists: Readonly<Record<string, readonly string[] | string>>) => async (file: File) => {
  const paths = lists[file.name] ?? 'nobody asks for this one';
  if (typeof paths === 'string') throw new Error(paths);
  const sizes = paths.map((_, index) => index + 1);
  return { id: `id of ${file.name}`, paths, sizes, refused: [] } satisfies ArchiveListing;
};

/** Opens what lies at the paths, and notes what is told and which zips are closed again. */
async function opened(paths: readonly string[], open: (file: File) => Promise<ArchiveListing>) {
  const told: string[] = [];
  const closed: string[] = [];
  const opener = { open, openArrays: async () => null, close: (id: string) => closed.push(id) };
  const never = new AbortController().signal;
  const drop = await openArchives(paths.map(dropped), opener, (sentence) => told.push(sentence), never);
  return { ...drop, told, closed };
}

test('zips become folders where they lay, beside files and other zips', async () => {
  const { files, refused, models, archives, told, closed } = await opened(
    ['a/1.png', 'set/Tumor.zip', 'archive.ZIP'],
    listing({ 'Tumor.zip': ['2.png'], 'archive.ZIP': ['metadata.csv', 'Data Set/Healthy/3.png'] }),
  );
  expect(files.map(({ path }) => path)).toEqual([
    'a/1.png',
    'set/Tumor/2.png',
    'archive/metadata.csv',
    'archive/Data Set/Healthy/3.png',
  ]);
  expect(files.at(-1)?.file).toEqual({ archive: 'id of archive.ZIP', entry: 1, name: '3.png', size: 2 });
  expect([refused, models, closed]).toEqual([[], [], []]);
  expect(archives).toEqual(['id of Tumor.zip', 'id of archive.ZIP']);
  expect(told).toEqual(['Listing Tumor.zip (1 of 2)', 'Listing archive.ZIP (2 of 2)']);
});

test('a zip that cannot be opened is named with the reason, as are files in one, and the others are opened', async () => {
  const { files, refused } = await opened(['x/bad.zip', 'good.zip'], async (file) => {
    if (file.name === 'bad.zip') throw new Error('This zip is encrypted.');
    return {
      id: 'id',
      paths: ['1.png'],
      sizes: [1],
      refused: [{ path: 'in.7z', ...archiveCode('entry-archive') }],
    };
  });
  expect(files.map(({ path }) => path)).toEqual(['good/1.png']);
  expect(refused).toEqual([
    { path: 'x/bad.zip', ...inWords('This zip is encrypted.'), reason: 'This zip is encrypted.' },
    {
      path: 'good/in.7z',
      ...archiveCode('entry-archive'),
      reason: 'It is an archive within the archive: unpack the zip and drop what is in it.',
    },
  ]);
});

test('a zip with a model in it is told from one with scans by what is in it, and is closed', async () => {
  const list = listing({
    'm.zip': ['model.json', 'weights.bin', 'axial.json'],
    'again.zip': ['m/axial.json', 'm/model.json'],
    'scans.zip': ['a/b/model.json', 'my model.json', 'a/1.png'],
  });
  const { files, models, closed } = await opened(['m.zip', 'again.zip', 'scans.zip'], list);
  expect(models.map(({ name }) => name)).toEqual(['m.zip', 'again.zip']);
  expect(closed).toEqual(['id of m.zip', 'id of again.zip']);
  expect(files).toHaveLength(3);
});

test('a hidden zip is no archive: it stays a file, of which the planner says what it is', async () => {
  const { files } = await opened(['set/._Tumor.zip'], listing({}));
  expect(files.map(({ path }) => path)).toEqual(['set/._Tumor.zip']);
});

test.each([1, 2])(
  'a stop while zip %i of 3 is read closes all that were opened, and opens no other',
  async (during) => {
    const stopping = new AbortController();
    const asked: string[] = [];
    const closed: string[] = [];
    const list = listing({ '1.zip': ['a.png'], '2.zip': ['b.png'], '3.zip': ['c.png'] });
    const open = async (file: File) => {
      asked.push(file.name);
      if (asked.length === during) stopping.abort();
      return list(file);
    };
    const opener = { open, openArrays: async () => null, close: (id: string) => closed.push(id) };
    const opening = openArchives(['1.zip', '2.zip', '3.zip'].map(dropped), opener, () => {}, stopping.signal);
    await expect(opening).rejects.toThrow(/abort/i);
    expect(closed).toEqual(['id of 1.zip', 'id of 2.zip'].slice(0, during));
    expect(asked).toEqual(['1.zip', '2.zip'].slice(0, during));
  },
);

test('arrays that are a labelled set are its images, and others stay files', async () => {
  const paths = ['set/X.npy', 'set/y.npy', 'other/X.npy', 'other/y.npy', 'one.npy'];
  const opener = {
    open: async () => Promise.reject(new Error('There is no zip.')),
    openArrays: async (files: readonly ScanFile[]) =>
      files[0] === drop[0]?.file ? { id: 'arrays', paths: ['0/0.npy'], sizes: [9], refused: [] } : null,
    close: () => {},
  };
  const drop = paths.map(dropped);
  const { files, archives } = await openArchives(drop, opener, () => {}, new AbortController().signal);
  expect(files.map(({ path }) => path)).toEqual(['set/0/0.npy', 'other/X.npy', 'other/y.npy', 'one.npy']);
  expect([files[0]?.file, archives]).toEqual([{ archive: 'arrays', entry: 0, name: '0.npy', size: 9 }, ['arrays']]);
});

test('arrays in a zip are a labelled set as those in a folder are; the images of an npz are what they are', async () => {
  const asked: string[][] = [];
  const opener = {
    open: listing({
      'set.zip': ['data/X.npy', 'data/y.npy', 'data/readme.txt'],
      'm.npz': ['train/0/0.npy', 'y/0.npy'],
    }),
    openArrays: async (files: readonly ScanFile[]) => {
      asked.push(files.map((file) => ('archive' in file ? `${file.archive} ${file.entry}` : file.name)));
      return { id: 'arrays', paths: ['0/0.npy'], sizes: [9], refused: [] };
    },
    close: () => {},
  };
  const drop = ['set.zip', 'm.npz'].map(dropped);
  const { files, archives } = await openArchives(drop, opener, () => {}, new AbortController().signal);
  expect(asked).toEqual([['id of set.zip 0', 'id of set.zip 1']]);
  expect(files.map(({ path }) => path).sort()).toEqual(
    ['m/train/0/0.npy', 'm/y/0.npy', 'set/data/0/0.npy', 'set/data/readme.txt'].sort(),
  );
  // The zip stays open: the arrays are read from it.
  expect(archives).toEqual(['id of set.zip', 'id of m.npz', 'arrays']);
});
