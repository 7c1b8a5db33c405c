import type { LearnedLater, StoredModel } from '../../../storage/models/modelRecords.ts';
import { listModels } from '../../../storage/models/modelStore.ts';
import type { ModelSummary } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';

export async function modelSummaries(context: JobsContext): Promise<ModelSummary[]> {
  const { models } = await listModels(context.db);
  return models.map(summaryOf);
}

type Summarised = Omit<StoredModel, 'predictions' | keyof LearnedLater> & { readonly notes?: string };

export function summaryOf(model: Summarised): ModelSummary {
  const { id, card, bytes, fingerprint, imported, notes = '', history } = model;
  const trainingSeconds = history?.epochs.reduce((sum, { seconds }) => sum + seconds, 0) ?? null;
  return { id, name: card.name, createdAt: card.createdAt, card, bytes, fingerprint, imported, notes, trainingSeconds };
}
