import * as v from 'valibot';
import { messageOf } from '../../dataset/messageOf.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { isSealed } from '../../model/card/decisionRecord.ts';
import type { NetworkArtifacts } from '../../model/networkArtifacts.ts';
import { chunksOf, joinChunks, splitIntoChunks } from '../database/chunkedBuffers.ts';
import { commit, type StoresOf } from '../database/commit.ts';
import { readable } from '../database/records.ts';
import type { AxialDatabase } from '../database/schema.ts';
import { dropRun } from '../training/runStore.ts';
import type { ExternalTest, ModelRecord, StoredModel, StoredRobustness } from './modelRecords.ts';
import type { ParsedModel, storedRecord } from './modelSchemas.ts';

/** A model that is there and cannot be read: it can only be deleted. */
type BrokenModel = { readonly id: string; readonly reason: string };

const sizedSchema = v.object({ bytes: v.number(), deletedAt: v.nullable(v.string()) });
const namedSchema = v.object({ card: v.object({ name: v.string() }) });

/** Fetched where there is a model: the schema of a card is large, and no part of the first load. */
const modelSchemas = () => import('./modelSchemas.ts');

/** The record and its weights, or neither. @throws Error when the card could not be read back. */
export async function saveModel(db: AxialDatabase, record: ModelRecord): Promise<void> {
  const stored = await (await modelSchemas()).storedRecord(record);
  const stores = ['models', 'artifacts', 'pieces'] as const;
  await commit(db, stores, (tx, track) => putModel(tx, track, stored, record.artifacts), 'strict');
}

/** The model that a run has led to, in place of that run: both, or neither. @throws as `saveModel` */
export async function saveModelOfRun(db: AxialDatabase, record: ModelRecord): Promise<void> {
  const stored = await (await modelSchemas()).storedRecord(record);
  const stores = ['models', 'artifacts', 'pieces', 'run', 'checkpoint'] as const;
  await commit(
    db,
    stores,
    (tx, track) => {
      dropRun(tx, track);
      putModel(tx, track, stored, record.artifacts);
    },
    'strict',
  );
}

function putModel(
  tx: StoresOf<'models' | 'artifacts' | 'pieces'>,
  track: (request: Promise<unknown>) => void,
  stored: Awaited<ReturnType<typeof storedRecord>>,
  artifacts: NetworkArtifacts,
): void {
  track(tx.objectStore('models').put(stored, stored.id));
  const pieces = tx.objectStore('pieces');
  const whole = splitIntoChunks(artifacts, (index, piece) => track(pieces.put(piece, [stored.id, index])));
  track(tx.objectStore('artifacts').put(whole, stored.id));
}

/** Without those marked as deleted; newest first. A broken one never hides the others. */
export async function listModels(db: AxialDatabase): Promise<{ models: StoredModel[]; broken: BrokenModel[] }> {
  const tx = db.transaction('models');
  const [ids, records] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll(), tx.done]);
  if (ids.length === 0) return { models: [], broken: [] };
  const { parseModel } = await modelSchemas();
  const models: StoredModel[] = [];
  const broken: BrokenModel[] = [];
  records.forEach((record: unknown, index) => {
    try {
      const { deletedAt, ...model } = parseModel(record);
      if (deletedAt === null) models.push(model);
    } catch (error) {
      broken.push({
        id: ids[index] ?? '',
        reason: messageOf(error),
      });
    }
  });
  models.sort((a, b) => b.card.createdAt.localeCompare(a.card.createdAt));
  return { models, broken };
}

/** The weights of the models, and of those that are marked as deleted. */
export async function modelBytes(db: AxialDatabase): Promise<{ kept: number; deleted: number }> {
  const bytes = { kept: 0, deleted: 0 };
  for (const record of (await db.getAll('models')) as unknown[]) {
    const model = readable(sizedSchema, record);
    if (model) bytes[model.deletedAt === null ? 'kept' : 'deleted'] += model.bytes;
  }
  return bytes;
}

/** Of every model that can be read, also of those marked as deleted: they may come back. */
export async function modelNames(db: AxialDatabase): Promise<string[]> {
  const records: unknown[] = await db.getAll('models');
  return records.flatMap((record) => readable(namedSchema, record)?.card.name ?? []);
}

/** @throws Error when there is no such model, BrokenRecordError when it cannot be read */
export async function readModel(db: AxialDatabase, id: string): Promise<ModelRecord> {
  const tx = db.transaction(['models', 'artifacts', 'pieces']);
  const [record, artifacts, pieces] = await Promise.all([
    tx.objectStore('models').get(id) as Promise<unknown>,
    tx.objectStore('artifacts').get(id),
    tx.objectStore('pieces').getAll(chunksOf(id)),
    tx.done,
  ]);
  if (record === undefined) throw new Error(noSuchModel);
  const { parseArtifacts, parseModel } = await modelSchemas();
  const { deletedAt: _, bytes: __, fingerprint: ___, ...model } = parseModel(record);
  return {
    ...model,
    artifacts: parseArtifacts(`The network of '${model.card.name}'`, joinChunks(artifacts, pieces)),
  };
}

/** @throws Error when the name is empty or there is no such model */
export async function renameModel(db: AxialDatabase, id: string, name: string): Promise<void> {
  await changeCard(db, id, (card) => ({ ...card, name: name.trim() }));
}

/** @throws Error when there is no such model */
export async function setModelNotes(db: AxialDatabase, id: string, notes: string): Promise<void> {
  await change(db, id, (model) => ({ ...model, notes }));
}

/** @throws Error when there is no such model */
export async function setModelStatements(
  db: AxialDatabase,
  id: string,
  statements: StoredModel['statements'],
): Promise<void> {
  await change(db, id, (model) => ({ ...model, statements }));
}

/**
 * Nothing is changed where the test set was opened since: then it was measured on the validation set.
 * @param measured the card that the model had when measuring began
 * @throws Error when there is no such model
 */
export async function setModelRobustness(
  db: AxialDatabase,
  id: string,
  measured: ModelCard,
  robustness: StoredRobustness,
): Promise<void> {
  await change(db, id, (model) => (isSealed(model.card) === isSealed(measured) ? { ...model, robustness } : model));
}

/** @throws Error when there is no such model */
export async function addExternalTest(db: AxialDatabase, id: string, test: ExternalTest): Promise<void> {
  await change(db, id, (model) => ({ ...model, externalTests: [...model.externalTests, test] }));
}

/** @throws Error when there is no such model */
export async function deleteExternalTest(db: AxialDatabase, id: string, testId: string): Promise<void> {
  await change(db, id, (model) => ({
    ...model,
    externalTests: model.externalTests.filter((test) => test.id !== testId),
  }));
}

/** Changes the card of a model. @throws Error when there is no such model or the card would not be valid */
export async function changeCard(db: AxialDatabase, id: string, next: (card: ModelCard) => ModelCard): Promise<void> {
  const { parseModelCard } = await import('../../model/card/card.ts');
  await change(db, id, (model) => {
    const card = parseModelCard(next(model.card));
    // Robustness was measured on the validation set while the test set was sealed.
    const robustness = isSealed(card) === isSealed(model.card) ? model.robustness : null;
    return { ...model, card, robustness };
  });
}

/** An imported model that was measured here: it is one like those that were trained here. @throws Error when there is no such model */
export async function setModelMeasured(
  db: AxialDatabase,
  id: string,
  predictions: NonNullable<StoredModel['predictions']>,
  next: (card: ModelCard) => ModelCard,
): Promise<void> {
  const { parseModelCard } = await import('../../model/card/card.ts');
  await change(db, id, (model) => ({ ...model, predictions, card: parseModelCard(next(model.card)), imported: false }));
}

/** Hides the model; `restoreModel` brings it back until `purgeDeletedModels`. */
export async function markModelDeleted(db: AxialDatabase, id: string): Promise<void> {
  await change(db, id, (model) => ({
    ...model,
    deletedAt: new Date().toISOString(),
  }));
}

export async function restoreModel(db: AxialDatabase, id: string): Promise<void> {
  await change(db, id, (model) => ({ ...model, deletedAt: null }));
}

/** Deletes a model for good, also one that cannot be read. */
export async function deleteModel(db: AxialDatabase, id: string): Promise<void> {
  await commit(db, ['models', 'artifacts', 'pieces'], (tx, track) => {
    track(tx.objectStore('models').delete(id));
    track(tx.objectStore('artifacts').delete(id));
    track(tx.objectStore('pieces').delete(chunksOf(id)));
  });
}

const noSuchModel = 'This model is no longer here: it was deleted, perhaps in another tab.';

async function change(db: AxialDatabase, id: string, next: (model: ParsedModel) => ParsedModel): Promise<void> {
  const { parseModel } = await modelSchemas();
  await commit(
    db,
    ['models'],
    async (tx, track) => {
      const store = tx.objectStore('models');
      const record: unknown = await store.get(id);
      if (record === undefined) throw new Error(noSuchModel);
      track(store.put(next(parseModel(record)), id));
    },
    'strict',
  );
}
