import { expect, test } from 'vitest';
import type { AuditedScan } from './auditReport.ts';
import { findOutliers } from './outliers.ts';

function scan(sha256: string, more: Partial<AuditedScan> = {}): AuditedScan {
  const facts = { mean: 60, contrast: 50, border: 2, sharpness: 0.1 };
  return {
    sha256,
    className: 'a',
    format: 'png',
    colourMode: 'grey',
    width: 200,
    height: 200,
    bytes: 9000,
    facts,
    ...more,
  };
}

const facts = (mean: number, contrast: number) => ({ mean, contrast, border: 0, sharpness: 0.1 });
const plain = Array.from({ length: 20 }, (_, i) => scan(`plain ${String(i).padStart(2, '0')}`));
const inGallery = (scans: readonly AuditedScan[], kind: string) =>
  findOutliers(scans).find((gallery) => gallery.kind === kind)?.scans;

test('each gallery begins with the oddest, and holds no scan that is like the rest', () => {
  const scans = [
    ...plain,
    ...[scan('dark', { facts: facts(4, 20) }), scan('black', { facts: facts(0, 0) })],
    ...[scan('bright', { facts: facts(180, 60) }), scan('pale', { facts: facts(60, 9) })],
    ...[scan('tiny', { width: 20, height: 200 }), scan('long', { width: 900, height: 300 })],
  ];
  expect(inGallery(scans, 'dark')).toEqual([
    { sha256: 'black', value: 0 },
    { sha256: 'dark', value: 4 },
  ]);
  expect(inGallery(scans, 'bright')).toEqual([{ sha256: 'bright', value: 180 }]);
  expect(inGallery(scans, 'blank')).toEqual([{ sha256: 'black', value: 0 }]);
  expect(inGallery(scans, 'contrast')).toEqual([
    { sha256: 'pale', value: 9 },
    { sha256: 'dark', value: 20 },
  ]);
  expect(inGallery(scans, 'tiny')).toEqual([{ sha256: 'tiny', value: 20 }]);
  expect(inGallery(scans, 'aspect')).toEqual([
    { sha256: 'tiny', value: 10 },
    { sha256: 'long', value: 3 },
  ]);
});

test('scans that are all alike fill no gallery', () => {
  expect(findOutliers(plain)).toEqual([]);
  expect(findOutliers([])).toEqual([]);
});

test('what is not known of a scan puts it into no gallery', () => {
  const scans = [...plain, scan('unknown', { facts: null }), scan('dark', { facts: facts(4, 50) })];
  expect(findOutliers(scans)).toEqual([{ kind: 'dark', scans: [{ sha256: 'dark', value: 4 }] }]);
});

test('a gallery ends where nobody looks any more', () => {
  const scans = Array.from({ length: 100 }, (_, i) => scan(`${i}`, { width: 100 + i, height: 400 }));
  expect(inGallery(scans, 'tiny')).toHaveLength(24);
  expect(inGallery(scans, 'tiny')?.[0]).toEqual({ sha256: '0', value: 100 });
});

test('an outlier is far from its own class, however near it is to another', () => {
  // Class a at -1 and 1 on both axes, class b at 9 and 11 on the first: within the classes every number has a spread of about 1.
  const corners = [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ] as const;
  const square = (x: number) => [0, 1, 2, 3, 4].flatMap(() => corners.map(([dx, dy]) => [x + dx, dy]));
  const points = [...square(0), [10, 0], ...square(10)];
  const scans = points.map((_, i) => scan(`${i}`, { className: i < 21 ? 'a' : 'b' }));
  const embeddings = { values: Float32Array.from(points.flat()), width: 2 };
  const outliers = findOutliers(scans, embeddings).find(({ kind }) => kind === 'outlier')?.scans;
  expect(outliers?.[0]?.sha256).toBe('20');
  // Middle of a: (10 / 21, 0). In units of one spread s of the first number, the odd one is at 9.52 / s, the others at about 1 / s.
  expect(outliers?.[0]?.value).toBeGreaterThan(3);
  expect(outliers?.slice(1).every(({ value }) => value < 2)).toBe(true);
});

test('a class of three scans has no middle to be far from', () => {
  const scans = [0, 1, 2].map((i) => scan(`${i}`));
  expect(findOutliers(scans, { values: Float32Array.of(0, 0, 9), width: 1 })).toEqual([]);
});
