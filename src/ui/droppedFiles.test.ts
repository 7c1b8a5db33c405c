import { expect, test } from 'vitest';
import { type DroppedFile, inOrder } from './droppedFiles.ts';

const file = new File([], 'x');
const dropped = (path: string): DroppedFile => ({ file, path });

test('thousands of files come in the order in which people count, whatever their order was', async () => {
  const count = 4500;
  // 3001 and 4500 have no common factor: every number comes once, far from its place.
  const shuffled = Array.from({ length: count }, (_, i) => dropped(`T/Cancer (${(i * 3001) % count}).jpg`));
  const paths = (await inOrder(shuffled)).map(({ path }) => path);
  expect(paths).toEqual(Array.from({ length: count }, (_, i) => `T/Cancer (${i}).jpg`));
});

test('no file and one file are in order', async () => {
  expect(await inOrder([])).toEqual([]);
  expect(await inOrder([dropped('a')])).toEqual([dropped('a')]);
});
