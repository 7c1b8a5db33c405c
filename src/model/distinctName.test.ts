import { expect, test } from 'vitest';
import { distinctName } from './distinctName.ts';

test('a name that is taken gets the first number that is free', () => {
  expect(distinctName('CNN, Scans', [])).toBe('CNN, Scans');
  expect(distinctName('CNN, Scans', ['CNN, Scans', 'Other'])).toBe('CNN, Scans 2');
  expect(distinctName('CNN, Scans', ['CNN, Scans 2', 'CNN, Scans', 'CNN, Scans 4'])).toBe('CNN, Scans 3');
});
