import { expect, test } from 'vitest';
import { type DroppedFile, inOrder, joinFiles } from './droppedFiles.ts';

const file = new File([], 'x');
const dropped = (path: string): DroppedFile => ({ file, path });

test('thousands of files come in the order in which people count, whatever their order was', async () => {
  const count = 4500;
  // 3001 and 4500 have no common factor: every number comes once, far from its place.
  const shuffled = Array.from({ length: count }, (_, i) => dropped(`T/Cancer (${(i * 3001) % count}).jpg`));
  const paths = (await inOrder(shuffled)).map(({ path }) => path);
  expect(paths).toEqual(Array.from({ length: count }, (_, i) => `T/Cancer (${i}).jpg`));
});

test('what is picked again from the same place counts once, across slices', async () => {
  const before = Array.from({ length: 1500 }, (_, i) => dropped(`T/${i}.jpg`));
  const joined = await joinFiles(before, [dropped('T/3.jpg'), dropped('H/3.jpg')]);
  expect(joined.map(({ path }) => path)).toEqual([...before.map(({ path }) => path), 'H/3.jpg']);
});

test('files of the same name and size are two where they are of two times, or in two zips', async () => {
  const at = (lastModified: number): DroppedFile => ({
    path: 'T1/1.dcm',
    file: new File(['x'], '1.dcm', { lastModified }),
  });
  const inZip = (archive: string): DroppedFile => ({
    path: 'T1/1.dcm',
    file: { archive, entry: 0, name: '1.dcm', size: 1 },
  });
  expect(await joinFiles([at(1)], [at(2), at(1)])).toHaveLength(2);
  expect(await joinFiles([inZip('a')], [inZip('b'), inZip('a')])).toHaveLength(2);
});
