import { afterAll, beforeEach, expect, test, vi } from 'vitest';

const jobs = { viewedPictureOfFile: vi.fn(() => Promise.resolve(null)) };
vi.resetModules(); // other test files of this process may have what is replaced
vi.doMock('../../../workspace/jobs.ts', () => ({ jobs }));
const { scanOfRow, slicesBeside } = await import('./scanOfRow.ts');
afterAll(() => {
  vi.doUnmock('../../../workspace/jobs.ts');
  vi.resetModules();
});
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
  ['a file of one scan', 'set/a.png', plain, undefined],
  ['a slice of a file of several, counted from 1 in its path', 'heart.dcm [3]', series, 2],
  ['a file that is called like a slice', 'odd [2]', named, undefined],
])('a row of %s is looked at in that file', async (_, path, expected, slice) => {
  await scanOfRow({ path }, files, null)?.load();
  expect(jobs.viewedPictureOfFile.mock.calls).toEqual([[expected, slice, undefined]]);
});

test('a row whose file is gone has no scan to look at', () => {
  expect(scanOfRow({ path: 'gone.png' }, files, null)).toBeNull();
  expect(scanOfRow({ path: 'gone.png [1]' }, files, null)).toBeNull();
});

test('slices of one file are a stack in their order, whatever the order of the rows; a file of one scan is none', () => {
  const rows = ['heart.dcm [10]', 'set/a.png', 'heart.dcm [2]', 'odd [2]', 'heart.dcm [1]'].map((path) => ({ path }));
  expect(slicesBeside({ path: 'heart.dcm [2]' }, rows, files)).toEqual([4, 2, 0]);
  expect(slicesBeside({ path: 'odd [2]' }, rows, files)).toEqual([]);
});
