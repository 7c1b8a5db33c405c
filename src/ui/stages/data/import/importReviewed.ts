import type { ImportResult } from '../../../../worker/jobs/import/importProtocol.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { setDataSet, workspace } from '../../../workspace/workspace.ts';
import { runImport } from './importFiles.ts';
import { importRequest } from './importRequest.ts';
import { importRequested } from './importRest.ts';
import type { ImportReview } from './review/importReview.ts';

/** Resolves to null where it failed; a notice says so. */
export async function importReviewed(review: ImportReview): Promise<ImportResult | null> {
  // Asks the browser not to clear the scans away when the disk runs low; only a window may ask.
  void navigator.storage?.persist?.();
  const replaced = workspace.getState().dataSet?.synthetic === true;
  return runImport(review, async (options) => {
    if (replaced) {
      await jobs.deleteDataSet();
      setDataSet(null);
    }
    return importRequested({ request: await importRequest(review), review }, options);
  });
}
