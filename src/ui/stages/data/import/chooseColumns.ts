import type { TableColumns } from '../../../../dataset/import/labelTable.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { setReview } from './importFiles.ts';
import { replaceTable } from './importReview.ts';
import { matchTable } from './readTables.ts';

/** Reads a table of the review again with other columns. What the user did meanwhile stays. */
export async function chooseColumns(path: string, columns: TableColumns): Promise<void> {
  const { importing } = workspace.getState();
  if (importing.step !== 'review') return;
  const { files, plan } = importing.review;
  const file = files.find((each) => each.path === path)?.file;
  if (!file) return;
  const table = await jobs.labelTable(file, columns);
  const reviewed = await matchTable(path, table, { files, folders: plan.classes, loose: plan.unlabelled });
  const now = workspace.getState().importing;
  if (now.step === 'review' && now.review.files === files) setReview(replaceTable(now.review, reviewed));
}
