import { expect, test } from 'vitest';
import { balanceOf } from './balance.ts';
import type { FileOutcome, ScanFormat } from './scan.ts';

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const scan = (className: string, path: string, format: ScanFormat = 'jpeg') => ({ className, path, format });
const imported = (className: string): FileOutcome => ({ status: 'imported', path: '', className });
const refused = (className: string): FileOutcome => ({ status: 'refused', path: '', className, reason: 'Damaged.' });

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
    'a has 3.0 times as many scans as b: a network that always said a would be right for 75 %.',
  );
  expect(balanceOf(scans.slice(60), [], ['a', 'b']).inNumbers).toBe('The classes have about equally many scans.');
  expect(balanceOf(scans, [], ['a', 'b', 'c']).inNumbers).toBe('There is no scan of c.');
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
    '10 of 200 files were refused, in every class about equally often: that does not tilt the data.',
  );
  const one = [...times(20, () => imported('a')), refused('a'), ...times(20, () => imported('b'))];
  expect(balanceOf([], one, ['a', 'b']).inLosses).toContain('does not tilt');
  expect(balanceOf([], [imported('a'), { status: 'ignored', path: '', reason: '' }], ['a', 'b']).inLosses).toBe(
    'No file of a class was refused.',
  );
});
