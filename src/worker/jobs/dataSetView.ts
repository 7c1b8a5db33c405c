import type { DataSet, FileOutcome } from '../../dataset/scan.ts';
import type { DataSetView, ScanView } from '../protocol.ts';

/** What the page is told of the data set: all but the fingerprints, which only the jobs need. */
export function viewOf(dataSet: DataSet, groups: Int32Array, outcomes: readonly FileOutcome[]): DataSetView {
  return {
    name: dataSet.name,
    synthetic: dataSet.synthetic,
    classes: dataSet.classes,
    scans: dataSet.scans.map(({ fingerprint: _, ...scan }): ScanView => scan),
    groupCount: new Set(groups).size,
    outcomes,
  };
}
