import { expect, test } from 'vitest';
import { createRandom } from '../../statistics/random.ts';
import { crossValPredict } from './crossValPredict.ts';
import type { Feature } from './features.ts';

const column = (values: readonly number[]): Feature => ({ name: 'x', values: Float64Array.from(values), names: null });

function accuracy(columns: readonly number[][], labels: readonly number[], groups: readonly number[]): number {
  const classCount = Math.max(...labels) + 1;
  const probabilities = crossValPredict(columns.map(column), Uint16Array.from(labels), classCount, groups);
  const right = labels.filter((label, row) => {
    const ofRow = probabilities.subarray(row * classCount, (row + 1) * classCount);
    expect(ofRow.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    return ofRow.indexOf(Math.max(...ofRow)) === label;
  });
  return right.length / labels.length;
}

const rows = Array.from({ length: 400 }, (_, i) => i);

test('what two columns tell only together is found', () => {
  const random = createRandom(1);
  const [a, b] = [rows.map(() => random.next()), rows.map(() => random.next())];
  const labels = rows.map((i) => ((a[i] ?? 0) > 0.5 === (b[i] ?? 0) > 0.5 ? 1 : 0));
  expect(accuracy([a, b], labels, rows)).toBeGreaterThan(0.93);
});

test('columns without a word about the class tell nothing', () => {
  const random = createRandom(2);
  const labels = rows.map(() => random.integer(2));
  const found = accuracy([rows.map(() => random.next()), rows.map(() => random.next())], labels, rows);
  // Chance is 0.5, with a standard error of 0.025.
  expect(Math.abs(found - 0.5)).toBeLessThan(0.09);
  expect(accuracy([rows.map(() => 3)], labels, rows)).toBeLessThan(0.56);
});

test('a scan is not recognised by its copies', () => {
  const random = createRandom(3);
  const pairs = rows.map((i) => i >> 1);
  const perPair = rows.map(() => ({ x: random.next(), label: random.integer(2) }));
  const x = pairs.map((pair) => perPair[pair]?.x ?? 0);
  const labels = pairs.map((pair) => perPair[pair]?.label ?? 0);
  expect(accuracy([x], labels, rows)).toBeGreaterThan(0.8);
  expect(accuracy([x], labels, pairs)).toBeLessThan(0.6);
});

test('the same scans are judged the same, again and again', () => {
  const random = createRandom(4);
  const values = column(rows.map(() => random.next()));
  const labels = Uint16Array.from(rows, () => random.integer(3));
  expect(crossValPredict([values], labels, 3, rows)).toEqual(crossValPredict([values], labels, 3, rows));
});

/** 0..1; integers below 2^32 only, the same in Python. */
function hash01(seed: number): number {
  let key = (BigInt(seed) * 2654435761n) & 0xffffffffn;
  key = (((key >> 15n) ^ key) * 2246822519n) & 0xffffffffn;
  return Number((key >> 13n) ^ key) / 2 ** 32;
}

// scikit-learn 1.9: RandomForestClassifier(100) on the same 600 rows, StratifiedGroupKFold(5, shuffle=True), ten seeds:
// accuracy 0.690 with a standard deviation of 0.010.
test('three classes are told apart as well as by scikit-learn', () => {
  const many = Array.from({ length: 600 }, (_, i) => i);
  const group = (i: number) => i >> 1;
  const labels = many.map((i) => Math.floor(hash01(group(i) * 3 + 1) * 3));
  const width = many.map((i) => 100 + 40 * (labels[i] ?? 0) + Math.floor(hash01(group(i) * 7 + 2) * 100));
  const height = many.map((i) => 100 + Math.floor(hash01(group(i) * 11 + 3) * 100) + (labels[i] === 1 ? 30 : 0));
  expect([0, 1, 2].map((c) => labels.filter((label) => label === c).length)).toEqual([200, 214, 186]);
  expect(Math.abs(accuracy([width, height], labels, many.map(group)) - 0.69)).toBeLessThan(0.03);
});
