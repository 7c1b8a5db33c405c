import { expect } from 'vitest';
import { shaOf, test } from '../database/testDatabase.fixture.ts';
import { dropOtherPixels, readPixels, writePixels } from './pixelStore.ts';

const scanPixels = (index: number, ...bytes: number[]) => ({ sha256: shaOf(index), bytes: Uint8Array.from(bytes) });

test('every batch written under a key is read back under it, and nothing of other keys', async ({ db }) => {
  await writePixels(db, 'a', [scanPixels(1, 1, 2), scanPixels(2, 3, 4)]);
  await writePixels(db, 'a', [scanPixels(3, 5, 6)]);
  await writePixels(db, 'ab', [scanPixels(4, 7, 8, 9)]);
  expect(await readPixels(db, 'a')).toEqual(
    new Map([
      [shaOf(1), Uint8Array.of(1, 2)],
      [shaOf(2), Uint8Array.of(3, 4)],
      [shaOf(3), Uint8Array.of(5, 6)],
    ]),
  );
  expect(await readPixels(db, 'ab')).toEqual(new Map([[shaOf(4), Uint8Array.of(7, 8, 9)]]));
  expect(await readPixels(db, 'b')).toEqual(new Map());
});

test('pixels written twice are those of the later time', async ({ db }) => {
  await writePixels(db, 'a', [scanPixels(1, 1)]);
  await writePixels(db, 'a', [scanPixels(1, 2)]);
  expect(await readPixels(db, 'a')).toEqual(new Map([[shaOf(1), Uint8Array.of(2)]]));
});

test('batches come back in their order after the tenth, when numbers are sorted and not words', async ({ db }) => {
  for (let index = 0; index < 12; index++) await writePixels(db, 'a', [scanPixels(index, index)]);
  expect([...(await readPixels(db, 'a')).values()].map(([byte]) => byte)).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ]);
});

test('pixels of other preprocessings can be dropped', async ({ db }) => {
  for (const key of ['a', 'b', 'c']) await writePixels(db, key, [scanPixels(1, 1)]);
  await dropOtherPixels(db, ['b']);
  expect([
    (await readPixels(db, 'a')).size,
    (await readPixels(db, 'b')).size,
    (await readPixels(db, 'c')).size,
  ]).toEqual([0, 1, 0]);
});

test('scans of different sizes under one key are refused, and nothing of the batch is kept', async ({ db }) => {
  await expect(writePixels(db, 'a', [scanPixels(1, 1, 2), scanPixels(2, 3)])).rejects.toThrow('one size per key');
  expect(await readPixels(db, 'a')).toEqual(new Map());
});

test('a broken record is as if its scans were not there', async ({ db }) => {
  await writePixels(db, 'a', [scanPixels(1, 1)]);
  await db.put('pixels', { sha256s: [shaOf(2), shaOf(3)], bytes: Uint8Array.of(1, 2, 3) }, ['a', 5]);
  expect(await readPixels(db, 'a')).toEqual(new Map([[shaOf(1), Uint8Array.of(1)]]));
});
