import { chunksOf } from '../database/chunkedBuffers.ts';
import type { AxialDatabase } from '../database/schema.ts';

/**
 * Deletes for good the models that are marked as deleted. Resolves with their ids once the browser has committed it. Not by
 * `commit`, which itself makes room so.
 */
export async function purgeDeletedModels(db: AxialDatabase): Promise<string[]> {
  const tx = db.transaction(['models', 'artifacts', 'pieces'], 'readwrite');
  const models = tx.objectStore('models');
  const [ids, records] = await Promise.all([models.getAllKeys(), models.getAll()]);
  const deleted = ids.filter((_, index) => typeof records[index]?.deletedAt === 'string');
  const requests = deleted.flatMap((id) => [
    models.delete(id),
    tx.objectStore('artifacts').delete(id),
    tx.objectStore('pieces').delete(chunksOf(id)),
  ]);
  await Promise.all([...requests, tx.done]);
  return deleted;
}
