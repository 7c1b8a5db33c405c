import { storageUsage } from '../../../storage/database/usage.ts';
import { modelBytes } from '../../../storage/models/modelStore.ts';
import { readRunBytes } from '../../../storage/training/runStore.ts';
import type { StoredBytes } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';

/** Reads sizes, not what they are of. */
export async function storedBytes({ db, dataSet }: JobsContext): Promise<StoredBytes> {
  const [models, run, { usedBytes }] = await Promise.all([modelBytes(db), readRunBytes(db), storageUsage()]);
  const scans = dataSet?.scans.reduce((sum, { bytes }) => sum + bytes, 0) ?? 0;
  return { scans, models: models.kept, deletedModels: models.deleted, run, used: usedBytes };
}
