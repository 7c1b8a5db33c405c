import { crossValPredict } from '../../audit/shortcuts/crossValPredict.ts';
import { areaUnderCurve } from '../../statistics/intervals/auc.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { pca, project } from '../../statistics/prediction/pca.ts';
import { type DescribedScan, FIELD_VALUES, type FieldKind } from '../subgroups/subgroups.ts';

/** How well one value of a field can be told from what the network makes of the scans of one class. */
export type ReadableField = {
  readonly kind: FieldKind;
  readonly value: string;
  readonly className: string;
  readonly n: number;
  readonly auc: Estimate;
};

/** A scan, and the number of its leakage group. */
export type ProbedScan = DescribedScan & { readonly group: number };

const KINDS: readonly FieldKind[] = ['format', 'colour', 'size', 'shape', 'folder', 'scanner'];
/** The network's activations along so many principal axes. */
const AXES = 8;
/** Of fewer scans a figure says nothing. */
const LEAST = 20;

/**
 * A probe for shortcuts in what a network makes of scans: a forest on its activations, in folds that keep groups together, reads the commonest
 * value of a field against the others within one class. What can be read there is known to the network although it says nothing of the class.
 *
 * @param values [scan, width]: activations before the last layer
 */
export function fieldProbes(
  scans: readonly ProbedScan[],
  values: Float32Array,
  width: number,
  classes: readonly string[],
): ReadableField[] {
  const axes = Math.min(AXES, width);
  const places = project(values, width, pca(values, width, axes));
  const columns = Array.from({ length: axes }, (_, axis) =>
    Float64Array.from(scans, (__, scan) => places[scan * axes + axis] ?? 0),
  );
  return KINDS.flatMap((kind) => classes.flatMap((name) => readableField(scans, columns, kind, name) ?? []));
}

/** The commonest value against the others, within a class. */
function readableField(
  scans: readonly ProbedScan[],
  columns: readonly Float64Array[],
  kind: FieldKind,
  className: string,
): ReadableField | null {
  const rows = [...scans.keys()].filter(
    (row) => scans[row]?.className === className && valueAt(scans, row, kind) !== null,
  );
  const [value = null] = valuesOf(scans, rows, kind);
  if (value === null) return null;
  const labels = Uint16Array.from(rows, (row) => (valueAt(scans, row, kind) === value ? 1 : 0));
  const groups = rows.map((row) => scans[row]?.group ?? row);
  if (!enoughOfBoth(labels, groups)) return null;
  const probabilities = crossValPredict(featuresAt(columns, rows), labels, 2, groups);
  const auc = areaUnderCurve(
    rows.map((_, place) => probabilities[2 * place + 1] ?? 0),
    [...labels].map((label) => label === 1),
    groups,
  );
  return auc && { kind, value, className, n: rows.length, auc };
}

function valueAt(scans: readonly ProbedScan[], row: number, kind: FieldKind): string | null {
  const scan = scans[row];
  return scan ? FIELD_VALUES[kind](scan) : null;
}

/** The values of some rows, the commonest first. */
function valuesOf(scans: readonly ProbedScan[], rows: readonly number[], kind: FieldKind): string[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = valueAt(scans, row, kind);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([value]) => value);
}

function enoughOfBoth(labels: Uint16Array, groups: readonly number[]): boolean {
  return [0, 1].every((label) => {
    const own = groups.filter((_, place) => labels[place] === label);
    return own.length >= LEAST && new Set(own).size >= 2;
  });
}

function featuresAt(columns: readonly Float64Array[], rows: readonly number[]) {
  return columns.map((column, axis) => ({
    name: `axis ${axis + 1}`,
    values: Float64Array.from(rows, (row) => column[row] ?? 0),
    names: null,
  }));
}
