import { expect, test } from 'vitest';
import { Archives } from '../archives.ts';
import type { ScanFile } from '../jobs/import/importProtocol.ts';
import { batchFiles } from './batchFiles.ts';

const archives = new Archives();
const together = (files: readonly ScanFile[]) => archives.batchOf(files);

const files = (...sizes: number[]) =>
  sizes.map((size, i) => ({ path: `${i}`, file: new File([new Uint8Array(size)], `${i}.png`) }));
const lengths = (items: readonly { file: ScanFile }[], workers: number) =>
  [...batchFiles(items, workers, together)].map((load) => load.items.length);

const alike = (count: number, size: number) => Array.from({ length: count }, () => size);

test('many files are taken sixteen at a time, few are shared out', () => {
  expect(lengths(files(...alike(100, 1000)), 2)).toEqual([16, 16, 16, 16, 16, 16, 4]);
  expect(lengths(files(1, 1, 1, 1, 1, 1), 2)).toEqual([2, 2, 2]);
  expect(lengths(files(1), 4)).toEqual([1]);
  expect(lengths([], 4)).toEqual([]);
});

test('files too small for pictures are taken by hundreds, until one is larger', () => {
  expect(lengths(files(...alike(600, 10)), 1)).toEqual([256, 256, 88]);
  expect(lengths(files(...alike(200, 10), 100_000, ...alike(100, 10)), 1)).toEqual([151, 50, 100]);
});

test('large files are not read together', () => {
  const megabyte = 2 ** 20;
  const sizes = [3 * megabyte, 2 * megabyte, megabyte, 5 * megabyte, 1, ...alike(60, 1000)];
  expect(lengths(files(...sizes), 1).slice(0, 4)).toEqual([1, 2, 1, 16]);
});

test('files of an archive are not taken together with others', () => {
  const entry = (archive: string) => ({ file: { archive, entry: 0, name: 'a.png', size: 1 } });
  const mixed = [...files(1, 1), entry('A'), entry('A'), entry('B'), ...files(1)];
  expect(lengths(mixed, 1)).toEqual([2, 2, 1, 1]);
});

test('a load holds the bytes of its files one after another', async () => {
  const items = [new File(['ab'], '1'), new File(['cde'], '2')].map((file) => ({ file }));
  const [load] = batchFiles([...items, ...items], 1, together);
  const { content, sizes } = (await load?.read()) ?? { content: new Blob(), sizes: [] };
  expect(sizes).toEqual([2, 3]);
  expect(content instanceof Blob && (await content.text())).toBe('abcde');
});

test('volumes are taken one by one, since each holds many slices', () => {
  const volume = (name: string) => ({ path: name, file: new File(['x'], name) });
  const mixed = [...files(1), volume('a.nii.gz'), volume('b.nii'), ...files(1, 1), volume('7.volume.npy')];
  expect(lengths(mixed, 1)).toEqual([1, 1, 1, 2, 1]);
});
