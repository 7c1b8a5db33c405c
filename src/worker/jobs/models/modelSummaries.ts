import { modelFingerprint } from '../../../model/card/modelFingerprint.ts';
import type { LearnedLater, StoredModel } from '../../../storage/models/modelRecords.ts';
import { listModels } from '../../../storage/models/modelStore.ts';
import type { JobsContext } from '../context.ts';
import type { ModelSummary } from './modelProtocol.ts';

export async function modelSummaries(context: JobsContext): Promise<ModelSummary[]> {
  const { models } = await listModels(context.db);
  return Promise.all(models.map(summaryOf));
}

type Summarised = Omit<StoredModel, 'predictions' | keyof LearnedLater> & { readonly notes?: string };

/** `fingerprint` is stored of the weights, and shown of the model. */
export async function summaryOf(model: Summarised): Promise<ModelSummary> {
  const { id, card, bytes, imported, notes = '', history } = model;
  const fingerprint = model.fingerprint === null ? null : await modelFingerprint(model.fingerprint, card);
  const trainingSeconds = history?.epochs.reduce((sum, { seconds }) => sum + seconds, 0) ?? null;
  return { id, name: card.name, createdAt: card.createdAt, card, bytes, fingerprint, imported, notes, trainingSeconds };
}
