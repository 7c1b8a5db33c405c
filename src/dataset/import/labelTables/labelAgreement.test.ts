import { expect, test } from 'vitest';
import { labelAgreement } from './labelAgreement.ts';

const labelled = (name: string, ...fileIndices: number[]) => ({ name, fileIndices });

test('a table of other names agrees where its classes lie in the same folders', () => {
  const folders = [labelled('Brain Tumor', 0, 1, 2), labelled('Healthy', 3, 4)];
  const agreement = labelAgreement(folders, [labelled('normal', 3, 4), labelled('tumor', 0, 1, 2)]);
  expect(agreement).toMatchObject({ compared: 5, agreeing: 5, differing: [] });
  expect(agreement.folderOf).toEqual(
    new Map([
      ['normal', 'Healthy'],
      ['tumor', 'Brain Tumor'],
    ]),
  );
});

test('files that lie elsewhere are named, and those without a folder or a row are not compared', () => {
  const folders = [labelled('T', 0, 1, 2, 8), labelled('H', 3, 4)];
  const table = [labelled('tumor', 0, 1, 3, 9), labelled('normal', 4), labelled('other', 7)];
  expect(labelAgreement(folders, table)).toMatchObject({ compared: 4, agreeing: 3, differing: [3] });
});

test('folders that hold every class alike agree no better than chance, each standing for another class', () => {
  const folders = [labelled('site0', 0, 1, 4, 5), labelled('site1', 2, 3, 6, 7)];
  const agreement = labelAgreement(folders, [labelled('sick', 0, 1, 2, 3), labelled('well', 4, 5, 6, 7)]);
  expect(new Set(agreement.folderOf.values())).toEqual(new Set(['site0', 'site1']));
  expect(agreement).toMatchObject({ compared: 8, agreeing: 4, kappa: 0 });
});

test('classes that all lie in one folder are nothing that it says', () => {
  const folders = [labelled('site0', 0, 1, 2, 3), labelled('site1', 4)];
  const two = [labelled('sick', 0, 1), labelled('well', 2, 3)];
  expect(labelAgreement(folders, two).kappa).toBe(0);
  expect(labelAgreement(folders, [labelled('sick', 0, 1)]).kappa).toBe(1);
});

test('classes finer than the folders share them, and agree', () => {
  const folders = [labelled('tumor', 0, 1, 2, 3, 4), labelled('healthy', 5, 6)];
  const table = [labelled('glioma', 0, 1, 2), labelled('meningioma', 3, 4), labelled('none', 5, 6)];
  expect(labelAgreement(folders, table)).toMatchObject({ agreeing: 7, kappa: 1, differing: [] });
});

test('what goes beyond chance is Cohen’s kappa', () => {
  // The example of Wikipedia, "Cohen's kappa": 20 yes by both, 5 and 10 by one alone, 15 no by both: (0.7 - 0.5) / 0.5.
  const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const folders = [labelled('yes', ...range(0, 25)), labelled('no', ...range(25, 50))];
  const table = [
    labelled('yes', ...range(0, 20), ...range(25, 35)),
    labelled('no', ...range(20, 25), ...range(35, 50)),
  ];
  const { kappa, agreeing } = labelAgreement(folders, table);
  expect(agreeing).toBe(35);
  expect(kappa).toBeCloseTo(0.4, 12);
});
