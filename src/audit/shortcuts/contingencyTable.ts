import { quantileBins } from '../../statistics/prediction/quantileBins.ts';
import type { AuditedScan, Shortcut } from '../auditReport.ts';
import { type Feature, featuresOf } from './features.ts';

type Row = Shortcut['table'][number];

/** Rows beyond are summed up in one. */
const MOST_ROWS = 10;
/** Ranges that a quantity is cut into, with about as many scans in each. */
const RANGES = 5;

/**
 * Why a shortcut works, or that it does not: how often each class has each size (format, range of a quantity). Sizes and
 * formats come most frequent first, ranges in ascending order; every scan is in one row of each kind.
 */
export function contingencyTable(
  from: Shortcut['from'],
  scans: readonly AuditedScan[],
  classes: readonly string[],
): Row[] {
  const labels = scans.map(({ className }) => classes.indexOf(className));
  if (from === 'size') {
    return frequentFirst(
      scans.map(({ width, height }) => `${width} x ${height}`),
      labels,
      classes.length,
      'sizes',
    );
  }
  const columns = featuresOf(from, scans);
  if (from === 'header') {
    const kinds = scans.map(
      ({ format, colourMode }) => `${format.toUpperCase()}, ${COLOURS[colourMode ?? ''] ?? 'colours not known'}`,
    );
    const bytes = columns.filter(({ name }) => name === 'bytes per pixel');
    return [
      ...frequentFirst(kinds, labels, classes.length, 'formats'),
      ...bytes.flatMap((column) => inRanges(column, labels, classes.length)),
    ];
  }
  const tables = columns.map((column) => inRanges(column, labels, classes.length));
  const informations = tables.map(informationOf);
  return tables[informations.indexOf(Math.max(...informations))] ?? [];
}

const COLOURS: Readonly<Record<string, string>> = {
  grey: 'grey',
  'grey-alpha': 'grey with alpha',
  rgb: 'RGB',
  'rgb-alpha': 'RGB with alpha',
  palette: 'palette',
  cmyk: 'CMYK',
};

function frequentFirst(values: readonly string[], labels: readonly number[], classCount: number, what: string): Row[] {
  const rows = new Map<string, number[]>();
  values.forEach((value, index) => {
    const counts = rows.get(value) ?? new Array<number>(classCount).fill(0);
    countIn(counts, labels[index]);
    rows.set(value, counts);
  });
  const sorted = [...rows].map(([value, countPerClass]) => ({ value, countPerClass }));
  sorted.sort((a, b) => total(b) - total(a) || (a.value < b.value ? -1 : 1));
  const others = sorted.slice(MOST_ROWS);
  if (others.length < 2) return sorted;
  const sums = Array.from({ length: classCount }, (_, c) =>
    others.reduce((sum, row) => sum + (row.countPerClass[c] ?? 0), 0),
  );
  return [...sorted.slice(0, MOST_ROWS), { value: `${others.length} other ${what}`, countPerClass: sums }];
}

function inRanges({ name, values }: Feature, labels: readonly number[], classCount: number): Row[] {
  const ranges = quantileBins(values, RANGES);
  const rows = Array.from({ length: RANGES }, (_, range) => {
    const inside = values.filter((_, index) => ranges[index] === range).sort();
    return {
      value: `${name} ${inWords(inside[0] ?? 0, inside.at(-1) ?? 0)}`,
      countPerClass: new Array<number>(classCount).fill(0),
    };
  });
  labels.forEach((label, index) => {
    const counts = rows[ranges[index] ?? 0]?.countPerClass;
    if (counts) countIn(counts, label);
  });
  return rows.filter((row) => total(row) > 0);
}

function inWords(low: number, high: number): string {
  const digits = high < 10 ? 2 : 0;
  const [from, to] = [low.toFixed(digits), high.toFixed(digits)];
  return from === to ? from : `${from} to ${to}`;
}

function countIn(counts: number[], label = 0): void {
  counts[label] = (counts[label] ?? 0) + 1;
}

function total({ countPerClass }: Row): number {
  return countPerClass.reduce((sum, count) => sum + count, 0);
}

/** How much the row tells of the class (mutual information, in bits times scans, up to a constant of the classes). */
function informationOf(rows: readonly Row[]): number {
  const weighted = (count: number) => (count > 0 ? count * Math.log2(count) : 0);
  return rows.reduce(
    (sum, row) => sum + row.countPerClass.reduce((inRow, count) => inRow + weighted(count), 0) - weighted(total(row)),
    0,
  );
}
