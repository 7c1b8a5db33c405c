import { listModels, purgeDeletedModels } from '../../storage/modelStore.ts';
import { type RunHeader, readRunHeader } from '../../storage/runStore.ts';
import { storageUsage } from '../../storage/usage.ts';
import type { RunView, Workspace } from '../protocol.ts';
import type { JobsContext } from './context.ts';
import { viewOf } from './dataSetView.ts';
import { summaryOf } from './models.ts';

/** Everything that is kept, as the page shows it. */
export async function readWorkspace(context: JobsContext): Promise<Workspace> {
  await purgeDeletedModels(context.db);
  const [{ models, broken }, run, storage] = await Promise.all([
    listModels(context.db),
    readRunHeader(context.db).catch(() => null), // an unreadable run cannot be resumed
    storageUsage(),
  ]);
  const { dataSet, outcomes } = context;
  return {
    dataSet: dataSet ? viewOf(dataSet, context.groupsOf(dataSet), outcomes) : null,
    models: models.map(summaryOf),
    brokenModels: broken,
    run: dataSet && run ? runView(run) : null,
    storage,
  };
}

function runView({ request, history, savedAt }: RunHeader): RunView {
  return { request, history, epochsDone: history.epochs.length, savedAt };
}
