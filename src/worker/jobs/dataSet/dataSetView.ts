import { subsetGroups } from '../../../audit/duplicateGroups.ts';
import type { ScanView, SentDataSet } from '../../../dataset/edits/dataSetView.ts';
import { packOutcomes } from '../../../dataset/import/packedOutcomes.ts';
import { unfinishedFiles } from '../../../dataset/import/unfinishedImport.ts';
import type { Scan } from '../../../dataset/scan.ts';
import type { JobsContext } from '../context.ts';

/** What the page is told of the data set. */
export async function sentDataSet(context: JobsContext): Promise<SentDataSet> {
  const { name, synthetic, classes, folders, scans } = context.requireStored();
  const { edits, outcomes, unfinished } = context;
  return {
    ...{ name, synthetic },
    source: {
      ...{ classes, ...(folders && { folders }), edits },
      ...{ scans: scans.map(scanView), outcomes: packOutcomes(outcomes) },
    },
    version: context.version(),
    history: context.curation.history,
    groupCount: await groupCount(context),
    unfinished: unfinished && unfinishedFiles(unfinished),
  };
}

/** Of the scans in use; null until copies have been looked for. */
export async function groupCount(context: JobsContext): Promise<number | null> {
  const stored = context.requireStored();
  const groups = await context.copies.recall(stored);
  return groups && new Set(subsetGroups(stored.scans, groups, context.requireDataSet().scans)).size;
}

function scanView({ fingerprint: _, ...scan }: Scan): ScanView {
  return scan;
}
