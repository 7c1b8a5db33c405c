import { expect, test } from 'vitest';
import { dropIntent, dropSentence, heldFiles, heldItems } from './dropIntent.ts';

const data = { stage: 'data', hasModel: false, hasDataSet: false } as const;
const trained = { stage: 'data', hasModel: true, hasDataSet: true } as const;

test('folders are a data set, except on the stage Classify once there is a model', () => {
  const folders = { folders: 2, archives: 0, loose: 0 };
  expect(dropIntent(folders, data)).toBe('import-data');
  expect(dropIntent(folders, trained)).toBe('import-data');
  expect(dropIntent(folders, { ...trained, stage: 'classify' })).toBe('classify');
  expect(dropIntent(folders, { ...data, stage: 'classify' })).toBe('import-data');
});

test('single scans are classified once there is a model', () => {
  const scan = { folders: 0, archives: 0, loose: 1 };
  expect(dropIntent(scan, trained)).toBe('classify');
  expect(dropIntent(scan, data)).toBe('import-data');
});

test('an archive alone is a model; among scans it is one more file', () => {
  expect(dropIntent({ folders: 0, archives: 1, loose: 0 }, data)).toBe('import-model');
  expect(dropIntent({ folders: 1, archives: 1, loose: 0 }, data)).toBe('import-data');
});

test('what is held is told by kind and type: a folder has none', () => {
  const items = [
    { kind: 'file', type: '' },
    { kind: 'file', type: 'image/png' },
    { kind: 'file', type: 'application/zip' },
    { kind: 'string', type: 'text/plain' },
  ];
  expect(heldItems(items)).toEqual({ folders: 1, archives: 1, loose: 1 });
});

test('files tell their folders by their paths; a zip within a folder is a file of the data set', () => {
  const paths = ['T/a/1.jpg', 'T/2.jpg', 'H/3.zip', '4.jpg', 'm.ZIP'];
  expect(heldFiles(paths.map((path) => ({ path })))).toEqual({
    folders: 2,
    archives: 1,
    loose: 1,
  });
});

test('the sentence says what will happen here', () => {
  expect(dropSentence({ folders: 2, archives: 0, loose: 0 }, trained)).toBe('Drop to add 2 folders to the data set');
  expect(dropSentence({ folders: 0, archives: 0, loose: 1 }, trained)).toBe('Drop to classify 1 scan');
  expect(dropSentence({ folders: 0, archives: 1, loose: 0 }, data)).toBe('Drop to add the model in this file');
});
