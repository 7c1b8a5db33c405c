import { expect, test } from 'vitest';
import { storageSentence } from './storageWords.ts';

const MB = 1e6;

test('the line names what the storage is used for, and the rest together', () => {
  const said = storageSentence({ scans: 150 * MB, models: 31 * MB, deletedModels: 0, run: 20 * MB, used: 214 * MB });
  expect(said).toBe(
    'Storage used by this page: 214 MB (scans 150 MB, models 31.0 MB, checkpoint of the interrupted run 20.0 MB, caches and the page itself 13.0 MB).',
  );
});

test('models that can still come back are said to take room, and a browser that does not tell leaves out the rest', () => {
  expect(storageSentence({ scans: 0, models: 0, deletedModels: 26 * MB, run: 0, used: 0 })).toBe(
    'Storage used by this page: deleted models 26.0 MB. Deleted models free their storage within a few seconds.',
  );
});
