import { expect, test } from 'vitest';
import { labelAgreement } from './labelAgreement.ts';

const labelled = (name: string, ...fileIndices: number[]) => ({ name, fileIndices });

test('a table of other names agrees where its classes lie in the same folders', () => {
  const folders = [labelled('Brain Tumor', 0, 1, 2), labelled('Healthy', 3, 4)];
  const agreement = labelAgreement(folders, [labelled('normal', 3, 4), labelled('tumor', 0, 1, 2)]);
  expect(agreement).toMatchObject({ compared: 5, agreeing: 5, differing: [] });
  expect([...agreement.folderOf]).toEqual([
    ['normal', 'Healthy'],
    ['tumor', 'Brain Tumor'],
  ]);
});

test('files that lie elsewhere are named, and those without a folder or a row are not compared', () => {
  const folders = [labelled('T', 0, 1, 2, 8), labelled('H', 3, 4)];
  const table = [labelled('tumor', 0, 1, 3, 9), labelled('normal', 4), labelled('other', 7)];
  expect(labelAgreement(folders, table)).toMatchObject({ compared: 4, agreeing: 3, differing: [3] });
});
