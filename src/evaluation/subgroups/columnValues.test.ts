import { expect, test } from 'vitest';
import { columnValues } from './columnValues.ts';

test('a few values are groups as they stand, and empty cells of none', () => {
  expect(columnValues(['GE', ' Siemens', '', null, 'GE'])).toEqual(['GE', 'Siemens', null, null, 'GE']);
  expect(columnValues(['1.5', '3', '1.5'])).toEqual(['1.5', '3', '1.5']);
});

test('many numbers are put into thirds, by hand 21 to 29 at 24 and 27', () => {
  const ages = [29, 21, 25, 22, 24, 28, 23, 26, 27].map(String);
  expect(columnValues(ages)).toEqual([
    ...['27 and more', 'below 24', '24 to below 27', 'below 24', '24 to below 27'],
    ...['27 and more', 'below 24', '24 to below 27', '27 and more'],
  ]);
});

test('many words stay words', () => {
  const names = Array.from({ length: 12 }, (_, place) => `ward ${place}`);
  expect(columnValues(names)).toEqual(names);
});
