import { expect, test } from 'vitest';
import { unedited } from '../../../workspace/unedited.fixture.ts';
import { historySentence, versionAfter } from './historySentence.ts';

/** Imported, harmonised, taken back, two changes by hand, both undone. */
const history = [1, 1, 1, 2, 3, 2, 1].map((number) => ({ ...unedited.version, number }));

test('versions are states that differ, changes are all that was done since the import', () => {
  expect(historySentence(history)).toBe('3 versions, 6 changes');
  expect(historySentence(history.slice(0, 2))).toBe('1 version, 1 change');
});

test('a change that leaves the version, and one that brings an old one back, say so', () => {
  expect(history.map((_, index) => versionAfter(history, index))).toEqual([
    'version 1',
    'still version 1',
    'still version 1',
    'version 2',
    'version 3',
    'version 2 again',
    'version 1 again',
  ]);
});
