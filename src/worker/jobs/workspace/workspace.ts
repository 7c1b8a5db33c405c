import { type DataSetVersion, versionOf } from '../../../dataset/edits/version.ts';
import { readFindings } from '../../../storage/audit/auditStore.ts';
import { storageUsage } from '../../../storage/database/usage.ts';
import { purgeDeletedModels } from '../../../storage/models/deletedModels.ts';
import { listModels, modelBytes } from '../../../storage/models/modelStore.ts';
import type { RunHeader } from '../../../storage/training/runRecords.ts';
import { readRunBytes, readRunHeader } from '../../../storage/training/runStore.ts';
import type { JobsContext } from '../context.ts';
import { sentDataSet } from '../dataSet/dataSetView.ts';
import { summaryOf } from '../models/modelSummaries.ts';
import type { RunView } from '../training/trainingProtocol.ts';
import type { StoredBytes, Workspace } from './workspaceProtocol.ts';

/** Everything that is stored, as the page shows it. */
export async function readWorkspace(context: JobsContext): Promise<Workspace> {
  await purgeDeletedModels(context.db);
  const [{ models, broken }, run, storage, shortcuts] = await Promise.all([
    listModels(context.db),
    readRunHeader(context.db).catch(() => null), // an unreadable run cannot be resumed
    storageUsage(),
    context.dataSet ? knownShortcuts(context) : null,
  ]);
  return {
    dataSet: context.dataSet ? await sentDataSet(context) : null,
    models: await Promise.all(models.map(summaryOf)),
    brokenModels: broken,
    run: context.dataSet && run ? runView(run, context.curation.history) : null,
    storage,
    shortcuts,
  };
}

async function knownShortcuts(context: JobsContext): Promise<Workspace['shortcuts']> {
  const version = context.version().hash;
  const found = await readFindings(context.db, version, __APP_VERSION__).catch(() => null); // found again by an audit
  return found && { version, shortcuts: found.shortcuts };
}

function runView(
  { request, history, savedAt, dataFingerprint, folds }: RunHeader,
  versions: readonly DataSetVersion[],
): RunView {
  const version = dataFingerprint === null ? null : versionOf(versions, dataFingerprint);
  return { request, history, epochsDone: history.epochs.length, folds, savedAt, version: version?.number ?? null };
}

/** Reads sizes, not what they are of. */
export async function storedBytes({ db, dataSet }: JobsContext): Promise<StoredBytes> {
  const [models, run, { usedBytes }] = await Promise.all([modelBytes(db), readRunBytes(db), storageUsage()]);
  const scans = dataSet?.scans.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
  return { scans, models: models.kept, deletedModels: models.deleted, run, used: usedBytes };
}
