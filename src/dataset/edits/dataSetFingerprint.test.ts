import { expect, it } from 'vitest';
import { dataSetFingerprint, orderFingerprint } from './version.ts';

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

it('changes when a scan is excluded, and is not that of the data set that never had it', async () => {
  // hashlib.sha256(('a'*64 + ' Healthy\n' + 'b'*64 + '\n').encode()).hexdigest()
  expect(await dataSetFingerprint([a], [b])).toBe('edbc2ef4dce09eb54a8bc5ed61eb0617784048341e4d61627ce2aa95d2ba2a6b');
});

it('is not fooled by a class whose name reads like two lines', async () => {
  const fooling = { ...a, className: `Healthy\n${b.sha256} Brain Tumor` };
  expect(await dataSetFingerprint([fooling])).not.toBe(await dataSetFingerprint([a, b]));
  // hashlib.sha256(('a'*64 + ' Healthy\n ' + 'b'*64 + ' Brain Tumor\n').encode()).hexdigest()
  expect(await dataSetFingerprint([fooling])).toBe('5fd3e62aa30ccd5e37f816166adf8b1cbab99e852ba709b07ca79577436f0330');
});

it('of the order knows only which scans there are, and in which order', async () => {
  const [there, back] = await Promise.all([orderFingerprint([a, b]), orderFingerprint([b, a])]);
  expect(there).not.toBe(back);
  expect(await orderFingerprint([{ ...a, className: 'Tumor' }, b])).toBe(there);
});
