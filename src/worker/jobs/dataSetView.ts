import { groupsOfSome } from '../../dataset/copyGroups.ts';
import { summaryOfEdit } from '../../dataset/curation.ts';
import type { Scan } from '../../dataset/scan.ts';
import { unfinishedFiles } from '../../dataset/unfinishedImport.ts';
import type { DataSetView, ScanView } from '../protocol.ts';
import type { JobsContext } from './context.ts';

/** What the page is told of the data set: all but the fingerprints, which only the jobs need. */
export async function viewOf(context: JobsContext): Promise<DataSetView> {
  const stored = context.requireStored();
  const { inUse, excluded, harmonised } = context.curated();
  const groups = await context.copies.recall(stored);
  return {
    name: inUse.name,
    synthetic: inUse.synthetic,
    classes: inUse.classes,
    scans: inUse.scans.map(scanView),
    excluded: excluded.map((scan) => ({ ...scanView(scan), why: scan.why })),
    edits: context.edits.map(summaryOfEdit),
    harmonised,
    version: context.version(),
    history: context.curation.history,
    groupCount: groups && new Set(groupsOfSome(stored.scans, groups, inUse.scans)).size,
    outcomes: context.outcomes,
    unfinished: context.unfinished && unfinishedFiles(context.unfinished),
  };
}

function scanView({ fingerprint: _, ...scan }: Scan): ScanView {
  return scan;
}
