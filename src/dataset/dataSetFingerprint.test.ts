import { expect, it } from 'vitest';
import { dataSetFingerprint } from './dataSetFingerprint.ts';

const a = { sha256: 'a'.repeat(64), className: 'Healthy' };
const b = { sha256: 'b'.repeat(64), className: 'Brain Tumor' };

it('is the SHA-256 of the sorted lines, whatever the order of the scans', async () => {
  // hashlib.sha256(('a'*64 + ' Healthy\n' + 'b'*64 + ' Brain Tumor\n').encode()).hexdigest()
  const expected = '7246b7cc88fe4518e2b2631f2e066fddc22e0993e2cc4f9253d86adfa2e175c1';
  expect(await dataSetFingerprint([b, a])).toBe(expected);
  expect(await dataSetFingerprint([a, b])).toBe(expected);
});

it('changes with a class and with a scan', async () => {
  const fingerprints = await Promise.all([
    dataSetFingerprint([a, b]),
    dataSetFingerprint([a, { ...b, className: 'Tumor' }]),
    dataSetFingerprint([a]),
    dataSetFingerprint([]),
  ]);
  expect(new Set(fingerprints).size).toBe(4);
});
