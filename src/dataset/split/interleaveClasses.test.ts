import { expect, test } from 'vitest';
import { interleaveClasses } from './interleaveClasses.ts';

test('classes are read in turn, so that an import that ends early has as much of each', () => {
  const files = [...Array(100).keys()].map((index) => ({ index, className: index < 60 ? 'Healthy' : 'Tumour' }));
  const first = interleaveClasses(files).slice(0, 64);
  expect(first.filter(({ className }) => className === 'Tumour')).toHaveLength(32);
  expect(
    interleaveClasses(files)
      .map(({ index }) => index)
      .toSorted((a, b) => a - b),
  ).toEqual([...Array(100).keys()]);
});

test('the files of a class stay in their order', () => {
  const files = [...Array(50).keys()].map((index) => ({ index, className: index % 2 ? 'a' : 'b' }));
  const ofA = interleaveClasses(files).filter(({ className }) => className === 'a');
  expect(ofA.map(({ index }) => index)).toEqual([...Array(25).keys()].map((each) => 2 * each + 1));
});
