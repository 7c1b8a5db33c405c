import { expect, vi } from 'vitest';
import { addScans, exampleNewScan, exampleScan, test } from './testDatabase.fixture.ts';
import { storageUsage } from './usage.ts';

test('what is used and allowed is told in bytes', async ({ db }) => {
  const original = crypto.getRandomValues(new Uint8Array(60_000));
  await addScans(db, [{ ...exampleNewScan(1), original, scan: { ...exampleScan(1), bytes: original.length } }]);
  const { usedBytes, quotaBytes, persistent } = await storageUsage();
  expect(usedBytes).toBeGreaterThan(60_000);
  expect(quotaBytes).toBeGreaterThan(usedBytes);
  expect(persistent).toBe(false);
});

test('a browser that does not tell is taken to use nothing', async () => {
  vi.stubGlobal('navigator', {});
  expect(await storageUsage()).toEqual({ usedBytes: 0, quotaBytes: 0, persistent: false });
  vi.unstubAllGlobals();
});
