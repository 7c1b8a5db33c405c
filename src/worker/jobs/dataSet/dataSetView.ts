import { groupsOfSome } from '../../../audit/copyGroups.ts';
import type { ClassNaming } from '../../../dataset/classNaming.ts';
import { summaryOfEdit } from '../../../dataset/curation.ts';
import { namedOutcomes } from '../../../dataset/namedOutcomes.ts';
import type { DataSet, Scan } from '../../../dataset/scan.ts';
import { unfinishedFiles } from '../../../dataset/unfinishedImport.ts';
import type { DataSetView, ScanView } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';

/** What the page is told of the data set: all but the fingerprints, which only the jobs need. */
export async function viewOf(context: JobsContext): Promise<DataSetView> {
  const stored = context.requireStored();
  const { inUse, excluded, harmonised } = context.curated();
  const naming = context.naming();
  const groups = await context.copies.recall(stored);
  return {
    name: inUse.name,
    synthetic: inUse.synthetic,
    classes: inUse.classes,
    scans: inUse.scans.map(scanView),
    excluded: excluded.map((scan) => ({ ...scanView(scan), why: scan.why })),
    edits: context.edits.map((edit) => summaryOfEdit(edit, naming)),
    harmonised,
    version: context.version(),
    history: context.curation.history,
    groupCount: groups && new Set(groupsOfSome(stored.scans, groups, inUse.scans)).size,
    outcomes: namedOutcomes(context.outcomes, naming.renamed),
    renamed: naming.renamed,
    folders: foldersOf(stored, naming),
    unfinished: context.unfinished && unfinishedFiles(context.unfinished),
  };
}

/** A folder that was imported before folders were noted had the name of its class. */
function foldersOf({ folders = [] }: DataSet, naming: ClassNaming): DataSetView['folders'] {
  const noted = folders.map(([folder, className]) => [folder, naming.nameOf(className)] as const);
  return [...new Map([...naming.renamed, ...noted])];
}

function scanView({ fingerprint: _, ...scan }: Scan): ScanView {
  return scan;
}
