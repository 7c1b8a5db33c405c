import type { ScanView } from '../../../dataset/edits/dataSetView.ts';
import { takeTurns } from '../../../statistics/takeTurns.ts';

/** As many scans begin the grid as are in sight at first. */
const AT_THE_HEAD = 24;

/** SHA-256 of the scans that come first: of each class in turn, so that the first sight of a data set shows all of them. */
export function headOf(scans: readonly ScanView[], classes: readonly string[]): readonly string[] {
  const most = Math.ceil(AT_THE_HEAD / Math.max(1, classes.length));
  return takeTurns(classes.map((name) => firstOf(scans, name, most)));
}

function firstOf(scans: readonly ScanView[], className: string, most: number): string[] {
  const found: string[] = [];
  for (const scan of scans) {
    if (scan.className === className) found.push(scan.sha256);
    if (found.length === most) break;
  }
  return found;
}

/** Those of the head that are there first, the others as they were. */
export function withHead(scans: readonly ScanView[], head: readonly string[]): readonly ScanView[] {
  const places = new Set(head);
  const first = new Map<string, ScanView>();
  const others: ScanView[] = [];
  for (const scan of scans) {
    if (places.has(scan.sha256)) first.set(scan.sha256, scan);
    else others.push(scan);
  }
  return [...head.flatMap((sha256) => first.get(sha256) ?? []), ...others];
}
