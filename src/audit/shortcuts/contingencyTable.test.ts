import { expect, test } from 'vitest';
import type { AuditedScan } from '../auditReport.ts';
import { contingencyTable } from './contingencyTable.ts';

function scan(className: string, width: number, height: number, more: Partial<AuditedScan> = {}): AuditedScan {
  const facts = { mean: 50, contrast: 40, border: 0, sharpness: 0.1 };
  return { sha256: '', className, format: 'jpeg', colourMode: 'rgb', width, height, bytes: 1000, facts, ...more };
}

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));

test('sizes are counted by class, most frequent first', () => {
  const scans = [...times(3, () => scan('b', 512, 512)), ...times(2, () => scan('a', 225, 225)), scan('a', 512, 512)];
  expect(contingencyTable('size', scans, ['a', 'b'])).toEqual([
    { value: '512 x 512', countPerClass: [1, 3] },
    { value: '225 x 225', countPerClass: [2, 0] },
  ]);
});

test('sizes beyond the tenth are summed up, so that no scan is left out', () => {
  const scans = times(13, (index) => times(13 - index, () => scan(index % 2 ? 'a' : 'b', 100 + index, 100))).flat();
  const table = contingencyTable('size', scans, ['a', 'b']);
  expect(table).toHaveLength(11);
  // The three rarest: 3 of b, 2 of a, 1 of b.
  expect(table.at(-1)).toEqual({ value: '3 other sizes', countPerClass: [2, 4] });
});

test('of the header, formats with their colours come first, then how well the file is packed', () => {
  const scans = [
    ...times(4, () => scan('a', 100, 100, { bytes: 1000 })),
    ...times(4, () => scan('b', 100, 100, { bytes: 30_000, format: 'tiff', colourMode: 'grey' })),
    scan('b', 100, 100, { bytes: 1000, colourMode: null }),
  ];
  expect(contingencyTable('header', scans, ['a', 'b'])).toEqual([
    { value: 'JPEG, RGB', countPerClass: [4, 0] },
    { value: 'TIFF, grey', countPerClass: [0, 4] },
    { value: 'JPEG, colours not known', countPerClass: [0, 1] },
    { value: 'bytes per pixel 0.10', countPerClass: [4, 1] },
    { value: 'bytes per pixel 3.00', countPerClass: [0, 4] },
  ]);
});

test('of the image, the most telling fact is shown, in ascending ranges', () => {
  const facts = (index: number) => ({
    mean: (index * 7) % 10,
    contrast: 40,
    border: index < 5 ? 0 : 20 + index,
    sharpness: 0.1,
  });
  const scans = times(10, (index) => scan(index < 5 ? 'a' : 'b', 64, 64, { facts: facts(index) }));
  const table = contingencyTable('picture', scans, ['a', 'b']);
  expect(table[0]).toEqual({ value: 'grey of the border 0.00', countPerClass: [5, 0] });
  expect(table.slice(1).map(({ value }) => value)).toEqual([
    'grey of the border 25',
    'grey of the border 26 to 27',
    'grey of the border 28 to 29',
  ]);
});
