import type { Scan } from '../../../dataset/scan.ts';
import type { Embeddings } from '../../../inference/embed.ts';
import { listModels } from '../../../storage/models/modelStore.ts';
import { embeddingsOf } from '../audit/auditOutliers.ts';
import type { JobsContext } from '../context.ts';
import { RememberedJob } from '../dedupedJob.ts';

/** What a model makes of every scan in use, in their order. */
export type EmbeddedScans = Embeddings & { readonly scans: readonly Scan[] };

export type EmbeddingCache = RememberedJob<string, number, EmbeddedScans>;

/** The embeddings that were asked for last, by the id of their model: computed once for it and a state of the data set. */
export function embeddingCache(context: JobsContext): EmbeddingCache {
  return new RememberedJob(
    (id, tell, signal) => embed(context, id, tell, signal),
    (id) => `${id} ${context.version().hash}`,
  );
}

/** @throws Error in words where the model or the data set is gone, or a scan cannot be read */
async function embed(
  context: JobsContext,
  id: string,
  tell: (share: number) => void,
  signal: AbortSignal,
): Promise<EmbeddedScans> {
  const { scans } = context.requireDataSet();
  const model = (await listModels(context.db)).models.find((each) => each.id === id);
  if (!model) throw new Error('This model is no longer here: it was deleted, perhaps in another tab.');
  const tellShare = (done: number, total: number) => tell(total > 0 ? done / total : 0);
  const embeddings = await embeddingsOf(context, model, scans, tellShare, signal);
  if (!embeddings) throw new Error('Some scans can no longer be read. Import the data set again.');
  return { ...embeddings, scans };
}
