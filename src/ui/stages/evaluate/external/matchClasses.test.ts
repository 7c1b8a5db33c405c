import { expect, test } from 'vitest';
import { matchClasses } from './matchClasses.ts';

const classes = ['Healthy', 'Brain Tumor'];
const indices = (folders: readonly string[], of = classes) =>
  matchClasses(folders, of).map(({ classIndex }) => classIndex);

test('folders are matched to classes by their names, whatever capitals and signs', () => {
  expect(indices(['brain_tumor', 'HEALTHY', 'other'])).toEqual([1, 0, null]);
});

test('of two folders with other names the finding is the positive class', () => {
  expect(indices(['yes', 'no'])).toEqual([1, 0]);
  expect(indices(['no_tumor', 'tumor'])).toEqual([0, 1]);
  expect(indices(['cars', 'planes'])).toEqual([null, null]);
});

test('nothing is guessed where one name is known, or there are more classes', () => {
  expect(indices(['Healthy', 'tumour'])).toEqual([0, null]);
  expect(indices(['yes', 'no'], ['A', 'B', 'C'])).toEqual([null, null]);
});
