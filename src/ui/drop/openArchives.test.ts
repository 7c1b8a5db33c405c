import { expect, test } from 'vitest';
import type { ArchiveListing } from '../../worker/protocol.ts';
import type { DroppedFile } from '../droppedFiles.ts';
import { openArchives } from './openArchives.ts';

const dropped = (path: string): DroppedFile<File> => ({ file: new File([], path.split('/').at(-1) ?? ''), path });

/** Lists by the names of the zips; a text is why one cannot be opened. */
const listing = (lists: Readonly<Record<string, readonly string[] | string>>) => async (file: File) => {
  const paths = lists[file.name] ?? 'nobody asks for this one';
  if (typeof paths === 'string') throw new Error(paths);
  const entries = paths.map((path, index) => ({ path, size: index + 1 }));
  return { id: `id of ${file.name}`, entries, refused: [] } satisfies ArchiveListing;
};

test('zips become folders where they lay, beside files and other zips', async () => {
  const drop = ['a/1.png', 'set/Tumor.zip', 'archive.ZIP'].map(dropped);
  const list = listing({ 'Tumor.zip': ['2.png'], 'archive.ZIP': ['metadata.csv', 'Data Set/Healthy/3.png'] });
  const told: string[] = [];
  const { files, refused, models } = await openArchives(drop, list, (sentence) => told.push(sentence));
  expect(files.map(({ path }) => path)).toEqual([
    'a/1.png',
    'set/Tumor/2.png',
    'archive/metadata.csv',
    'archive/Data Set/Healthy/3.png',
  ]);
  expect(files.at(-1)?.file).toEqual({ archive: 'id of archive.ZIP', entry: 1, name: '3.png', size: 2 });
  expect([refused, models]).toEqual([[], []]);
  expect(told).toEqual(['Reading what is in Tumor.zip (1 of 2)', 'Reading what is in archive.ZIP (2 of 2)']);
});

test('a zip that cannot be opened is named with the reason, as are files in one, and the others are opened', async () => {
  const list = async (file: File): Promise<ArchiveListing> => {
    if (file.name === 'bad.zip') throw new Error('This zip is encrypted.');
    return {
      id: 'id',
      entries: [{ path: '1.png', size: 1 }],
      refused: [{ path: 'in.7z', reason: 'It is an archive.' }],
    };
  };
  const { files, refused } = await openArchives(['x/bad.zip', 'good.zip'].map(dropped), list, () => {});
  expect(files.map(({ path }) => path)).toEqual(['good/1.png']);
  expect(refused).toEqual([
    { path: 'x/bad.zip', reason: 'This zip is encrypted.' },
    { path: 'good/in.7z', reason: 'It is an archive.' },
  ]);
});

test('a zip with a model in it is told from one with scans by what is in it', async () => {
  const list = listing({
    'm.zip': ['model.json', 'weights.bin', 'axial.json'],
    'again.zip': ['m/axial.json', 'm/model.json'],
    'scans.zip': ['a/b/model.json', 'my model.json', 'a/1.png'],
  });
  const { files, models } = await openArchives(['m.zip', 'again.zip', 'scans.zip'].map(dropped), list, () => {});
  expect(models.map(({ name }) => name)).toEqual(['m.zip', 'again.zip']);
  expect(files).toHaveLength(3);
});

test('a hidden zip is no archive: it stays a file, of which the planner says what it is', async () => {
  const { files } = await openArchives([dropped('set/._Tumor.zip')], listing({}), () => {});
  expect(files.map(({ path }) => path)).toEqual(['set/._Tumor.zip']);
});
