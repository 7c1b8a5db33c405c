import { expect, test } from 'vitest';
import type { FileOutcome } from '../dataset/scan.ts';
import { inWords } from '../dataset/userError.ts';
import { balanceOf } from './balance.ts';

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const scan = (className: string, path: string, format = 'jpeg') => ({ className, path, format });
let files = 0;
const imported = (className: string, path = `${files++}.jpg`): FileOutcome => ({ status: 'imported', path, className });
const refused = (className: string, path = `${files++}.jpg`): FileOutcome => ({
  ...{ status: 'refused', path, className },
  ...inWords('Damaged.'),
});

test('scans are counted by class, by folder and by format, most frequent first', () => {
  const scans = [
    ...times(3, (i) => scan('tumour', `Set/Brain Tumor/${i}.jpg`)),
    scan('tumour', 'Set/Brain Tumor/x.tif', 'tiff'),
    ...times(2, (i) => scan('healthy', `Set/Healthy/${i}.jpg`)),
    scan('healthy', 'loose.jpg'),
  ];
  const balance = balanceOf(scans, [], ['healthy', 'tumour']);
  expect(balance.countPerClass).toEqual([3, 4]);
  expect(balance.folders).toEqual([
    { value: 'Set/Brain Tumor', countPerClass: [0, 4] },
    { value: 'Set/Healthy', countPerClass: [2, 0] },
    { value: 'no folder', countPerClass: [1, 0] },
  ]);
  expect(balance.formats).toEqual([
    { value: 'JPEG', countPerClass: [3, 3] },
    { value: 'TIFF', countPerClass: [0, 1] },
  ]);
});

test('a class that outweighs another is named, with what always saying it would give', () => {
  const scans = [...times(90, () => scan('a', '')), ...times(30, () => scan('b', ''))];
  expect(balanceOf(scans, [], ['a', 'b']).inNumbers).toBe(
    'a has 3.0 times as many scans as b: a network that always said a would be right for 75.0 %.',
  );
  expect(balanceOf([...times(999, () => scan('a', '')), scan('b', '')], [], ['a', 'b']).inNumbers).toContain(
    'right for 99.9 %.',
  );
  expect(balanceOf(scans.slice(60), [], ['a', 'b']).inNumbers).toBe('The classes have about equally many scans.');
  expect(balanceOf(scans, [], ['a', 'b', 'c']).inNumbers).toBe('There is no scan of c.');
  expect(balanceOf([], [], ['a', 'b']).inNumbers).toBe('No scan is in use.');
});

test('refusals of one class tilt the data', () => {
  // As if nobody could read TIFF in the real set: 86 of 2513 and none of 2087.
  const outcomes = [
    ...times(2427, () => imported('tumour')),
    ...times(86, () => refused('tumour')),
    ...times(2087, () => imported('healthy')),
  ];
  const { losses, inLosses } = balanceOf([], outcomes, ['healthy', 'tumour']);
  expect(losses).toEqual([
    { dropped: 2087, refused: 0 },
    { dropped: 2513, refused: 86 },
  ]);
  expect(inLosses).toBe(
    '86 of 2513 files of tumour were refused, and none of the other 2087. That tilts the data: scans of tumour that ' +
      'differ from the rest may be missing.',
  );
});

test('refusals in all classes alike, or too few to tell, do not', () => {
  const alike = ['a', 'b'].flatMap((name) => [...times(95, () => imported(name)), ...times(5, () => refused(name))]);
  expect(balanceOf([], alike, ['a', 'b']).inLosses).toBe(
    '10 of 200 files were refused, in no class clearly more often than in the others: nothing says that this tilts the data.',
  );
  const one = [...times(20, () => imported('a')), refused('a'), ...times(20, () => imported('b'))];
  expect(balanceOf([], one, ['a', 'b']).inLosses).toContain('nothing says that this tilts');
  expect(balanceOf([], [imported('a'), { status: 'ignored', path: '', ...inWords('') }], ['a', 'b']).inLosses).toBe(
    'No file of a class was refused.',
  );
});

test('files that were dropped anew after an import was stopped count as they ended, those of two folders apart', () => {
  const stopped = [imported('a', 'a/1.jpg'), refused('a', 'a/2.jpg'), refused('a', 'a/3.jpg'), refused('b', 'b/2.jpg')];
  const anew = [imported('a', 'a/1.jpg'), imported('a', 'a/2.jpg'), refused('a', 'a/3.jpg')];
  expect(balanceOf([], [...stopped, ...anew], ['a', 'b']).losses).toEqual([
    { dropped: 4, refused: 1 },
    { dropped: 1, refused: 1 },
  ]);
});

test('a file of many slices is one file', () => {
  const slices = [1, 2, 3, 10, 11].map((number) => imported('a', `a/head.nii [${number}]`));
  expect(balanceOf([], [refused('a', 'a/head.nii'), ...slices], ['a']).losses).toEqual([{ dropped: 1, refused: 0 }]);
});
