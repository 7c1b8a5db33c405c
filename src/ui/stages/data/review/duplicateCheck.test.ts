import { expect, test } from 'vitest';
import { startReview } from '../import/review/startReview.ts';
import { duplicatesInOtherClasses, labelledFiles, possibleDuplicates } from './duplicateCheck.ts';

const scans = [
  { sha256: 'aa', bytes: 3, className: 'Healthy', path: 'Healthy/1.png' },
  { sha256: 'bb', bytes: 5, className: 'Tumor', path: 'Tumor/2.png' },
];
const file = (content: string, path: string) => ({ file: new File([content], path), path });
const existing = { name: 'Brains', classes: ['Healthy', 'Tumor'], folders: [] };

test('only files as long as one of another class are hashed', async () => {
  const review = await startReview(
    [
      file('abc', 'Tumor/same length as a healthy one.png'),
      file('abcde', 'Tumor/5.png'),
      file('abcdefg', 'Tumor/7.png'),
      file('', 'Tumor/empty.png'),
      file('', 'Healthy/empty.png'),
    ],
    existing,
  );
  const found = await possibleDuplicates(await labelledFiles(review), scans);
  expect(found.map(({ path }) => path)).toEqual(['Tumor/same length as a healthy one.png']);
});

test('copies under another label are named before the import: of the data set, and of what is dropped with them', async () => {
  const review = await startReview(
    [
      file('abc', 'Tumor/copy.png'),
      file('abc', 'Healthy/copy.png'),
      file('abd', 'Tumor/no copy.png'),
      file('1234567', 'Healthy/a.png'),
      file('1234567', 'Tumor/b.png'),
    ],
    existing,
  );
  const files = await possibleDuplicates(await labelledFiles(review), scans);
  const hashOf: Record<string, string> = { abc: 'aa', abd: 'cc', '1234567': 'dd' };
  const hashes = new Map(
    await Promise.all(
      files.map(
        async ({ file: each }) => [each, each instanceof File ? (hashOf[await each.text()] ?? null) : null] as const,
      ),
    ),
  );
  expect(duplicatesInOtherClasses(files, hashes, scans)).toEqual([
    {
      path: 'Tumor/copy.png',
      className: 'Tumor',
      reason: 'Same bytes as Healthy/1.png, which the data set has as Healthy',
    },
    { path: 'Tumor/b.png', className: 'Tumor', reason: 'Same bytes as Healthy/a.png, which is Healthy here' },
  ]);
});
