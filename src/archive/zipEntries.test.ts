import { expect, test } from 'vitest';
import { sortEntries } from './zipEntries.ts';

const entry = {
  nameBytes: new TextEncoder().encode('a/1.png'),
  ...{ bytes: 100, packedBytes: 90, method: 8, isEncrypted: false },
};

function sorted(entries: readonly (typeof entry)[], archiveBytes: number) {
  const taken: string[] = [];
  const refused = sortEntries(entries, archiveBytes, (path) => taken.push(path));
  return { taken, refused };
}

test('a hundred thousand entries are taken, and not one more', () => {
  const bytes = 50_000_000;
  expect(sorted(Array(100_000).fill(entry), bytes).taken).toHaveLength(100_000);
  expect(() => sorted(Array(100_002).fill(entry), bytes)).toThrow('holds 100002 files; at most 100000 are taken');
});

test('folders are left out, and a name of which nothing harmless is left gets one', () => {
  const named = (name: string) => ({ ...entry, nameBytes: new TextEncoder().encode(name) });
  const { taken, refused } = sorted([named('a/'), named('b\\'), named('../..'), named('')], 1000);
  expect(taken).toEqual(['a file without a name', 'a file without a name']);
  expect(refused).toEqual([]);
});

test('an archive may hold 32 GB of scans, and more is not begun', () => {
  const large = { ...entry, bytes: 2 ** 28, packedBytes: 2 ** 27 };
  expect(sorted(Array(128).fill(large), 2 ** 34).taken).toHaveLength(128);
  expect(() => sorted(Array(129).fill(large), 2 ** 34)).toThrow('would unpack to 33024 MB');
});
