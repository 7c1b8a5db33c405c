import { areaUnderCurve } from '../../statistics/intervals/auc.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { wilsonOfGroups } from '../../statistics/intervals/intervals.ts';
import { meanOfDependent } from '../../statistics/intervals/meanOfEstimates.ts';
import type { AuditedScan, Shortcut } from '../auditReport.ts';
import { contingencyTable } from './contingencyTable.ts';
import { crossValPredict } from './crossValPredict.ts';
import { featuresOf } from './features.ts';

/**
 * Measures how well file properties or crude image statistics alone predict the class: cross-validated, with intervals that know of the
 * groups. Scans without statistics are left out where the prediction needs them.
 *
 * @param scans For 'input' with the facts of the network's input.
 * @param groups For each scan the number of its group of copies (and of the same subject).
 * @param preprocessing `preprocessingKey` of the input; null for the others.
 * @returns null where nothing can be predicted: fewer than two classes that have scans in two groups or more.
 */
export function evaluateShortcut(
  from: Shortcut['from'],
  scans: readonly AuditedScan[],
  classes: readonly string[],
  groups: ArrayLike<number>,
  preprocessing: string | null,
): Shortcut | null {
  const predicted = predictableScans(from, scans, classes, groups);
  if (!predicted) return null;
  const probabilities = crossValPredict(
    featuresOf(from, predicted.scans),
    predicted.labels,
    predicted.classCount,
    predicted.groups,
  );
  const auc = meanArea(probabilities, predicted);
  const right = Array.from(
    predicted.labels,
    (label, row) => label === mostProbable(probabilities, row, predicted.classCount),
  );
  const accuracy = wilsonOfGroups(right, predicted.groups);
  if (!accuracy || !auc) return null;
  return {
    ...{ from, preprocessing, accuracy, auc },
    n: predicted.scans.length,
    groups: new Set(predicted.groups).size,
    majority: Math.max(...countsOf(predicted)) / predicted.scans.length,
    table: contingencyTable(from, predicted.scans, classes),
  };
}

type Judged = {
  readonly scans: readonly AuditedScan[];
  /** Among the classes that have a scan at all. */
  readonly labels: Uint16Array;
  readonly classCount: number;
  readonly groups: Int32Array;
};

function predictableScans(
  from: Shortcut['from'],
  scans: readonly AuditedScan[],
  classes: readonly string[],
  groups: ArrayLike<number>,
): Judged | null {
  const needsStatistics = from === 'picture' || from === 'input';
  const isJudged = (scan: AuditedScan) => classes.includes(scan.className) && (!needsStatistics || scan.facts !== null);
  const rows = scans.flatMap((scan, row) => (isJudged(scan) ? [row] : []));
  const included = rows.flatMap((row) => scans[row] ?? []);
  const present = classes.filter((name) => included.some(({ className }) => className === name));
  const predicted = {
    scans: included,
    labels: Uint16Array.from(included, ({ className }) => present.indexOf(className)),
    classCount: present.length,
    groups: Int32Array.from(rows, (row) => groups[row] ?? 0),
  };
  const groupsOf = (label: number) =>
    new Set(predicted.groups.filter((_, row) => predicted.labels[row] === label)).size;
  return present.filter((_, label) => groupsOf(label) >= 2).length >= 2 ? predicted : null;
}

/** Of two classes the area of the second against the first; of more the mean of each against the rest. */
function meanArea(probabilities: Float64Array, { labels, classCount, groups }: Judged): Estimate | null {
  const areaOf = (wanted: number) =>
    areaUnderCurve(
      Array.from(labels, (_, row) => probabilities[row * classCount + wanted] ?? 0),
      Array.from(labels, (label) => label === wanted),
      groups,
    );
  if (classCount === 2) return areaOf(1);
  const areas = Array.from({ length: classCount }, (_, wanted) => areaOf(wanted)).filter((area) => area !== null);
  return meanOfDependent(areas);
}

function mostProbable(probabilities: Float64Array, row: number, classCount: number): number {
  const ofRow = probabilities.subarray(row * classCount, (row + 1) * classCount);
  return ofRow.indexOf(Math.max(...ofRow));
}

function countsOf({ labels, classCount }: Judged): number[] {
  const counts = new Array<number>(classCount).fill(0);
  for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
}
