import type { FileOutcome, Scan } from '../dataset/scan.ts';
import { percentText } from '../statistics/intervals/estimate.ts';
import { Z_95 } from '../statistics/intervals/intervals.ts';

type Row = { readonly value: string; readonly countPerClass: readonly number[] };

/** How the classes compare in number, in where they come from, and in what was lost on the way in. */
type Balance = {
  readonly countPerClass: readonly number[];
  /** By the folder that a scan was dropped in, and by format; most frequent first. */
  readonly folders: readonly Row[];
  readonly formats: readonly Row[];
  /** Files that were dropped as scans of a class, and those of them that could not be read. */
  readonly losses: readonly { readonly dropped: number; readonly refused: number }[];
  /** Whether one class outweighs another, and whether what was refused tilts the data; each in a sentence. */
  readonly inNumbers: string;
  readonly inLosses: string;
};

/** Classes are called unequal from here on. */
const UNEQUAL = 1.2;
/** Refusals tilt the data where the shares of the classes differ by more than this, and by more than chance. */
const LEAST_TILT = 0.01;

/** @param classes The order of all lists per class. */
export function balanceOf(
  scans: readonly Pick<Scan, 'className' | 'path' | 'format'>[],
  outcomes: readonly FileOutcome[],
  classes: readonly string[],
): Balance {
  const countPerClass = classes.map((name) => scans.filter(({ className }) => className === name).length);
  const losses = lossesOf(outcomes, classes);
  return {
    countPerClass,
    folders: rowsBy(scans, classes, foldersInTurn()),
    formats: rowsBy(scans, classes, ({ format }) => format).map((row) => ({ ...row, value: row.value.toUpperCase() })),
    losses,
    inNumbers: sayNumbers(countPerClass, classes),
    inLosses: sayLosses(losses, classes),
  };
}

/** Neighbours mostly lie in one folder: its name is then the same text, which a map finds without reading it again. */
function foldersInTurn(): (scan: { readonly path: string }) => string {
  let last = '';
  return ({ path }) => {
    const end = path.lastIndexOf('/');
    if (end < 0) return 'no folder';
    if (end !== last.length || !path.startsWith(last)) last = path.slice(0, end);
    return last;
  };
}

function rowsBy<T extends { readonly className: string }>(
  scans: readonly T[],
  classes: readonly string[],
  valueOfScan: (scan: T) => string,
): Row[] {
  const rows = new Map<string, number[]>();
  for (const scan of scans) {
    const value = valueOfScan(scan);
    const counts = rows.get(value) ?? new Array<number>(classes.length).fill(0);
    if (!rows.has(value)) rows.set(value, counts);
    const index = classes.indexOf(scan.className);
    if (index >= 0) counts[index] = (counts[index] ?? 0) + 1;
  }
  const sorted = [...rows].map(([value, countPerClass]) => ({ value, countPerClass }));
  return sorted.sort((a, b) => sum(b.countPerClass) - sum(a.countPerClass) || (a.value < b.value ? -1 : 1));
}

const FIRST_SLICE = ' [1]';
const LATER_SLICE = / \[(?!1\])\d+\]$/;

/** A file of several slices is counted by the first; one that was refused and dropped again, by how that ended. */
function lossesOf(outcomes: readonly FileOutcome[], classes: readonly string[]): Balance['losses'] {
  const losses = new Map(classes.map((name) => [name, { dropped: 0, refused: 0 }]));
  const refused = new Set(outcomes.flatMap(({ status, path }) => (status === 'refused' ? [path] : [])));
  const ended = new Set<string>();
  for (const outcome of outcomes.toReversed()) {
    const { status, path } = outcome;
    if (status === 'ignored' || (path.endsWith(']') && LATER_SLICE.test(path))) continue;
    const file = path.endsWith(FIRST_SLICE) ? path.slice(0, -FIRST_SLICE.length) : path;
    const isRefused = status === 'refused';
    const loss = isRefused && ended.has(file) ? undefined : losses.get(outcome.className);
    if (refused.has(file)) ended.add(file);
    if (!loss) continue;
    loss.dropped += 1;
    loss.refused += Number(isRefused);
  }
  return [...losses.values()];
}

function sayNumbers(countPerClass: readonly number[], classes: readonly string[]): string {
  const [largest, smallest] = [Math.max(...countPerClass), Math.min(...countPerClass)];
  const nameOf = (count: number) => classes[countPerClass.indexOf(count)] ?? '';
  if (classes.length < 2) return 'There is only one class.';
  if (largest === 0) return 'No scan is in use.';
  if (smallest === 0) return `There is no scan of ${nameOf(0)}.`;
  if (largest / smallest < UNEQUAL) return 'The classes have about equally many scans.';
  const share = percentText(largest / sum(countPerClass));
  return (
    `${nameOf(largest)} has ${(largest / smallest).toFixed(1)} times as many scans as ${nameOf(smallest)}: ` +
    `a network that always said ${nameOf(largest)} would be right for ${share}.`
  );
}

function sayLosses(losses: Balance['losses'], classes: readonly string[]): string {
  const dropped = sum(losses.map((loss) => loss.dropped));
  const refused = sum(losses.map((loss) => loss.refused));
  if (refused === 0) return 'No file of a class was refused.';
  const tilted = losses.map((loss, index) => ({
    ...loss,
    name: classes[index] ?? '',
    tilt: tiltOf(loss, dropped, refused),
  }));
  const worst = tilted.reduce((most, loss) => (loss.tilt > most.tilt ? loss : most));
  if (worst.tilt === 0) {
    return `${refused} of ${dropped} files were refused, in no class clearly more often than in the others: nothing says that this tilts the data.`;
  }
  const others = refused - worst.refused;
  return (
    `${worst.refused} of ${worst.dropped} files of ${worst.name} were refused, and ${others === 0 ? 'none' : others} of the ` +
    `other ${dropped - worst.dropped}. That tilts the data: scans of ${worst.name} that differ from the rest may be missing.`
  );
}

/** How much more often than the other classes a class lost files; 0 where that is little, or may be chance (a z-test of two shares). */
function tiltOf({ dropped, refused }: Balance['losses'][number], allDropped: number, allRefused: number): number {
  const others = allDropped - dropped;
  if (dropped === 0 || others === 0) return 0;
  const excess = refused / dropped - (allRefused - refused) / others;
  const overall = allRefused / allDropped;
  const error = Math.sqrt(overall * (1 - overall) * (1 / dropped + 1 / others));
  return excess > LEAST_TILT && excess > Z_95 * error ? excess : 0;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
