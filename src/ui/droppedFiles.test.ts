import { expect, test } from 'vitest';
import { type DroppedFile, inOrder, inSlices, joinFiles } from './droppedFiles.ts';

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

test('a long list is gone through once, in its order, and other tasks come in between', async () => {
  const numbers = Array.from({ length: 2500 }, (_, i) => i);
  const taken: number[] = [];
  let slices = 0;
  let slicesBeforeTask = 0;
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    slicesBeforeTask = slices;
    port1.close();
  };
  port2.postMessage(null);
  await inSlices(numbers, (slice) => {
    slices += 1;
    taken.push(...slice);
  });
  expect(taken).toEqual(numbers);
  expect(slices).toBe(3);
  expect(slicesBeforeTask).toBe(1);
});

test('what is picked again from the same place counts once, across slices', async () => {
  const before = Array.from({ length: 1500 }, (_, i) => dropped(`T/${i}.jpg`));
  const joined = await joinFiles(before, [dropped('T/3.jpg'), dropped('H/3.jpg')]);
  expect(joined.map(({ path }) => path)).toEqual([...before.map(({ path }) => path), 'H/3.jpg']);
});
