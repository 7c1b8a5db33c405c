import { expect, test } from 'vitest';
import { unfinishedSentence } from './unfinishedWords.ts';

test('an import that was cut off is said with what was read and how to read the rest', () => {
  expect(unfinishedSentence({ step: 'interrupted', files: 1600, read: 207 }, false)).toMatch(
    /^An import was interrupted: 207 of 1,600 read\. Drop the folder again to read the rest/,
  );
});

test('where the page still holds the files nothing has to be dropped again', () => {
  expect(unfinishedSentence({ step: 'stopped', files: 3600, read: 171 }, true)).toBe(
    'The import was stopped: 171 of 3,600 read.',
  );
});
