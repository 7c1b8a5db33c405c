import { beforeEach, expect, test, vi } from 'vitest';
import { scanOfRow } from './scanOfRow.ts';

const jobs = vi.hoisted(() => ({ viewedPictureOfFile: vi.fn(() => Promise.resolve(null)) }));
vi.mock('../jobs.ts', () => ({ jobs }));
beforeEach(() => jobs.viewedPictureOfFile.mockClear());

const file = (name: string) => new File([name], name);
const plain = file('a.png');
const series = file('heart.dcm');
const named = file('odd [2]');
const files = new Map([
  ['set/a.png', plain],
  ['heart.dcm', series],
  ['odd [2]', named],
]);

test.each([
  ['a file of one scan', 'set/a.png', plain, 0],
  ['a slice of a file of several, counted from 1 in its path', 'heart.dcm [3]', series, 2],
  ['a file that is called like a slice', 'odd [2]', named, 0],
])('a row of %s is looked at in that file', async (_, path, expected, slice) => {
  await scanOfRow({ path }, files)?.load();
  expect(jobs.viewedPictureOfFile.mock.calls).toEqual([[expected, slice]]);
});

test('a row whose file is gone has no scan to look at', () => {
  expect(scanOfRow({ path: 'gone.png' }, files)).toBeNull();
  expect(scanOfRow({ path: 'gone.png [1]' }, files)).toBeNull();
});
