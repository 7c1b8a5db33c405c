import { expect, test } from 'vitest';
import type { ScanView } from '../../../dataset/edits/dataSetView.ts';
import { headOf, withHead } from './scanOrder.ts';

const scansOf = (className: string, count: number) =>
  Array.from(
    { length: count },
    (_, i): ScanView => ({
      ...{ sha256: `${className}${i}`, name: '', path: '', className, format: 'png', width: 8, height: 8, bytes: 9 },
      ...{ colourMode: null, facts: null, subject: null, slice: null },
    }),
  );
const names = (scans: readonly ScanView[]) => scans.map(({ sha256 }) => sha256);

test('the grid begins with scans of all classes in turn, in the order of the classes, and goes on as it was', () => {
  const scans = [...scansOf('T', 40), ...scansOf('H', 40), ...scansOf('M', 2)];
  const shown = names(withHead(scans, headOf(scans, ['H', 'M', 'T'])));
  expect(shown.slice(0, 9)).toEqual(['H0', 'M0', 'T0', 'H1', 'M1', 'T1', 'H2', 'T2', 'H3']);
  expect(shown.slice(18, 21)).toEqual(['T8', 'T9', 'T10']);
  expect(shown.toSorted()).toEqual(names(scans).toSorted());
});

test('with more classes than fit at the head each has one scan there', () => {
  const classes = Array.from({ length: 30 }, (_, i) => `c${i}-`);
  const scans = classes.flatMap((name) => scansOf(name, 3));
  expect(names(withHead(scans, headOf(scans, classes))).slice(0, 30)).toEqual(classes.map((name) => `${name}0`));
});

test('a scan that is relabelled stays where it is, and one that is excluded leaves', () => {
  const scans = [...scansOf('T', 3), ...scansOf('H', 3)];
  const head = headOf(scans, ['H', 'T']);
  const relabelled = scans.map((scan) => (scan.sha256 === 'H1' ? { ...scan, className: 'T' } : scan));
  expect(names(withHead(relabelled, head))).toEqual(['H0', 'T0', 'H1', 'T1', 'H2', 'T2']);
  expect(names(withHead(scans.slice(1), head))).toEqual(['H0', 'H1', 'T1', 'H2', 'T2']);
});
