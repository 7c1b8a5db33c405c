import { expect, test } from 'vitest';
import { beginImport, endImport, unfinishedFiles, withRead } from './unfinishedImport.ts';

const filesOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts).flatMap(([className, count]) => Array.from({ length: count }, () => ({ className })));

test('an import is noted with its files before any is read, and a page that opens with the note was cut off', () => {
  const begun = beginImport('a', filesOf({ Healthy: 800, Tumour: 800 }), null);
  const noted = withRead(
    begun,
    new Map([
      ['Healthy', 104],
      ['Tumour', 103],
    ]),
  );
  expect(unfinishedFiles(noted)).toEqual({ step: 'interrupted', files: 1600, read: 207 });
});

test('an import that read every file leaves no note, one that was stopped says how much was not read', () => {
  const begun = beginImport('a', filesOf({ Healthy: 3, Tumour: 2 }), null);
  expect(
    endImport(
      withRead(
        begun,
        new Map([
          ['Healthy', 3],
          ['Tumour', 2],
        ]),
      ),
      'stopped',
    ),
  ).toBeNull();
  const ended = endImport(withRead(begun, new Map([['Healthy', 1]])), 'stopped');
  expect(ended && unfinishedFiles(ended)).toEqual({ step: 'stopped', files: 5, read: 1 });
});

test('the same folder again settles what was unread of it, another folder does not', () => {
  const cut = withRead(
    beginImport('a', filesOf({ Healthy: 10, Tumour: 10 }), null),
    new Map([
      ['Healthy', 10],
      ['Tumour', 4],
    ]),
  );
  const again = beginImport('b', filesOf({ Healthy: 10, Tumour: 10 }), cut);
  expect(again.earlier).toEqual([]);
  const other = beginImport('b', filesOf({ Cyst: 5 }), cut);
  const read = endImport(withRead(other, new Map([['Cyst', 5]])), 'stopped');
  expect(read && unfinishedFiles(read)).toEqual({ step: 'stopped', files: 10, read: 4 });
  const third = beginImport('c', filesOf({ Tumour: 10 }), read);
  expect(endImport(withRead(third, new Map([['Tumour', 10]])), 'stopped')).toBeNull();
});

test('the rest that the page still holds settles the note, though it is fewer files', () => {
  const cut = withRead(beginImport('a', filesOf({ Healthy: 10 }), null), new Map([['Healthy', 4]]));
  expect(beginImport('b', filesOf({ Healthy: 6 }), cut, true).earlier).toEqual([]);
});

test('files are findable while they are all that is missing, and no longer once they are read', () => {
  const answers = { leftOut: [], looseClass: '', labelsFrom: null, patients: { from: 'nothing' as const } };
  const sources = { handles: [], answers: { ...answers, volumes: null, columns: [] } };
  const begun = beginImport('a', filesOf({ Healthy: 3 }), null, false, sources);
  expect(unfinishedFiles(begun).findable).toBe(true);
  const second = beginImport('b', filesOf({ Tumour: 2 }), begun, false, sources);
  expect(unfinishedFiles(second).findable).toBeUndefined();
  const ended = endImport(withRead(second, new Map([['Tumour', 2]])), 'stopped');
  expect(ended).toMatchObject({ classes: [{ name: 'Healthy', files: 3, read: 0 }] });
  expect(ended?.sources).toBeUndefined();
});
