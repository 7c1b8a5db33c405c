import { atVersion, versionOf } from '../../../dataset/edits/version.ts';
import type { Subset } from '../../../dataset/split/splitSettings.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';
import type { JobsContext } from '../context.ts';

/**
 * Tells of a file's SHA-256 in which part of the model's own data it was; null where it was in none. The training part
 * is known only where the data set is or once was the one that the model was trained on.
 */
export async function splitMembership(
  context: JobsContext,
  { card, predictions }: Omit<ModelRecord, 'artifacts'>,
): Promise<(sha256: string) => Subset | null> {
  const parts = new Map<string, Subset>();
  // A file with a sealed test set does not say which scans are in it: any of the others may be.
  if (predictions && predictions.test.sha256.length > 0)
    for (const sha256 of await scansOf(context, card.data.fingerprint)) parts.set(sha256, 'training');
  // Of several networks, one at least has learned from what another was tested on.
  const several = (card.folds?.length ?? 1) > 1;
  for (const sha256 of predictions?.validation.sha256 ?? []) parts.set(sha256, several ? 'training' : 'validation');
  for (const sha256 of predictions?.test.sha256 ?? []) parts.set(sha256, several ? 'training' : 'test');
  return (sha256) => parts.get(sha256) ?? null;
}

/** What was in use in the version of this hash; nothing where there was none. */
async function scansOf({ dataSet, curation }: JobsContext, hash: string): Promise<string[]> {
  const version = versionOf(curation.history, hash);
  const all = curation.edits.map(({ edit }) => edit);
  const curated = dataSet && version && (await atVersion(dataSet, all, curation.history, version));
  return curated ? curated.inUse.scans.map(({ sha256 }) => sha256) : [];
}
