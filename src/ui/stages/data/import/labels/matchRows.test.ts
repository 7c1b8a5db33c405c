import { expect, test } from 'vitest';
import { matchNearest } from './matchRows.ts';

const row = (file: string) => ({ file, className: null, patient: null, subset: null });
const files = ['brain', 'bone'].flatMap((window) =>
  ['0007', '0008', '0009'].map((name) => ({ path: `${window}/${name}.png` })),
);

test('a row means its file in each of several folders, also where a spreadsheet has lost its zeros', async () => {
  for (const names of [
    ['0007', '0008', '0009'],
    ['7', '8', '9'],
  ]) {
    const { match, reading } = await matchNearest(names.map(row), files, 'labels.csv', true, false);
    expect([...match.rowOf]).toEqual([0, 1, 2, 0, 1, 2]);
    expect([match.missing, match.ambiguous]).toEqual([[], []]);
    expect(reading).toMatch(/in each of several folders/);
    expect(/leading zeros/.test(reading)).toBe(names[0] === '7');
  }
});
