import { expect, test } from 'vitest';
import { arraySets, isArrayFile, isNamedForLabels } from './arraySets.ts';

const setsOf = (...paths: readonly string[]) =>
  arraySets(paths.map((path) => ({ path }))).map(({ folder, files }) => [folder, ...files.map(({ path }) => path)]);

test('arrays of one folder, one of them named for labels, may be a set', () => {
  expect(setsOf('X.npy', 'y.npy', 'a/x_train.npy', 'a/y_train.npy', 'b/images.npy', 'b/Labels.npy', 'c/y.npy')).toEqual(
    [
      ['', 'X.npy', 'y.npy'],
      ['a', 'a/x_train.npy', 'a/y_train.npy'],
      ['b', 'b/images.npy', 'b/Labels.npy'],
    ],
  );
});

test('images that are files of their own are none, whatever they are called', () => {
  expect(setsOf('a/scan.npy', 'a/eye.npy')).toEqual([]);
  expect(setsOf('a/y.npy', 'a/label.npy')).toEqual([]);
  expect(setsOf(...Array.from({ length: 25 }, (_, index) => `a/class_${index % 2 ? index : 'scan'}.npy`))).toEqual([]);
});

test('labels are told by a word, not by letters within one', () => {
  expect(['y', 'Y_test', 'train_labels', 'diagnosis', 'targets'].every(isNamedForLabels)).toBe(true);
  expect(['x', 'yolo', 'array', 'study'].some(isNamedForLabels)).toBe(false);
});

test('hidden companions are no arrays', () => {
  expect([isArrayFile('a/X.npy'), isArrayFile('a/._X.npy'), isArrayFile('a/X.npz')]).toEqual([true, false, false]);
});
