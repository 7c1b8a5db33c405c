import { expect, test } from 'vitest';
import { availableScans, dropIntent, dropSentence, heldFiles, heldItems } from './dropIntent.ts';

const data = { stage: 'data', hasModel: false, scans: 'none' } as const;
const trained = { stage: 'data', hasModel: true, scans: 'own' } as const;

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
  expect(dropIntent(scan, { ...data, stage: 'classify' })).toBe('classify');
});

test('zips are a data set as folders are, whatever lies beside them; on the stage Classify they are classified', () => {
  expect(dropSentence({ folders: 0, archives: 0, loose: 1 }, { ...data, stage: 'learn' })).toBe(
    'Drop to look into this scan',
  );
  expect(dropIntent({ folders: 1, archives: 0, loose: 0 }, { ...data, stage: 'learn' })).toBe('import-data');
  const zip = { folders: 0, archives: 1, loose: 0 };
  expect(dropIntent(zip, data)).toBe('import-data');
  expect(dropIntent(zip, trained)).toBe('import-data');
  expect(dropIntent({ folders: 1, archives: 1, loose: 1 }, trained)).toBe('import-data');
  expect(dropIntent(zip, { ...trained, stage: 'classify' })).toBe('classify');
});

test('what is held is told by kind and type: a folder has none, and a packed volume is no zip', () => {
  const items = [
    { kind: 'file', type: '' },
    { kind: 'file', type: 'image/png' },
    { kind: 'file', type: 'application/zip' },
    { kind: 'file', type: 'application/x-zip-compressed' },
    { kind: 'file', type: 'application/gzip' },
    { kind: 'file', type: 'application/x-gzip' },
    { kind: 'string', type: 'text/plain' },
  ];
  expect(heldItems(items)).toEqual({ folders: 1, archives: 2, loose: 3 });
});

test('files tell their folders by their paths', () => {
  const paths = ['T/a/1.jpg', 'T/2.jpg', 'H/3.jpg', '4.jpg'];
  expect(heldFiles(paths.map((path) => ({ path })))).toEqual({ folders: 2, archives: 0, loose: 1 });
});

test('the sentence says what will happen here', () => {
  expect(dropSentence({ folders: 2, archives: 0, loose: 0 }, trained)).toBe('Drop to add 2 folders to the data set');
  expect(
    dropSentence({ folders: 2, archives: 0, loose: 0 }, { ...trained, scans: availableScans({ synthetic: true }) }),
  ).toBe('Drop to replace the sample with 2 folders');
  expect(dropSentence({ folders: 0, archives: 0, loose: 1 }, trained)).toBe('Drop to classify 1 scan');
  expect(dropSentence({ folders: 0, archives: 0, loose: 1 }, { ...data, stage: 'classify' })).toBe(
    'No model yet. Drop to keep 1 scan until there is one',
  );
  const zip = { folders: 0, archives: 1, loose: 0 };
  expect(dropSentence(zip, data)).toBe('Drop to add 1 zip as a data set. A zip with a model is added to Models');
  expect(dropSentence({ ...zip, folders: 1 }, { ...trained, stage: 'classify' })).toBe(
    'Drop to classify 1 folder and 1 zip. A zip with a model is added to Models',
  );
  expect(dropSentence(zip, { ...trained, stage: 'models' })).toBe('Drop to add this model');
});
