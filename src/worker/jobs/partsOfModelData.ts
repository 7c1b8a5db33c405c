import { dataSetFingerprint } from '../../dataset/dataSetFingerprint.ts';
import type { Part } from '../../dataset/split.ts';
import type { ModelRecord } from '../../storage/modelStore.ts';
import type { JobsContext } from './context.ts';

/**
 * Tells of a file's SHA-256 in which part of the model's own data it was; null where it was in none. The training part
 * is known only while the data set is the one that the model was trained on.
 */
export async function partsOfModelData(
  { dataSet }: JobsContext,
  { card, predictions }: Omit<ModelRecord, 'artifacts'>,
): Promise<(sha256: string) => Part | null> {
  const parts = new Map<string, Part>();
  if (dataSet && predictions && card.data.fingerprint === (await dataSetFingerprint(dataSet.scans))) {
    for (const { sha256 } of dataSet.scans) parts.set(sha256, 'training');
  }
  for (const sha256 of predictions?.validation.sha256 ?? []) parts.set(sha256, 'validation');
  for (const sha256 of predictions?.test.sha256 ?? []) parts.set(sha256, 'test');
  return (sha256) => parts.get(sha256) ?? null;
}
