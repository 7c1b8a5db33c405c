import type { DataSetView } from '../../../dataset/edits/dataSetView.ts';

/** Classes without a scan in use: no network can be trained on them. */
export function emptyClasses({ classes, scans }: Pick<DataSetView, 'classes' | 'scans'>): string[] {
  return classes.filter((name) => !scans.some(({ className }) => className === name));
}
