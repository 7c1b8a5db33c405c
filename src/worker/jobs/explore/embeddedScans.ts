import type { Scan } from '../../../dataset/scan.ts';
import type { Embeddings } from '../../../inference/embed.ts';
import { listModels } from '../../../storage/models/modelStore.ts';
import { embeddingsOf } from '../audit/auditOutliers.ts';
import type { JobsContext } from '../context.ts';
import { DedupedJob } from '../dedupedJob.ts';

/** What a model makes of every scan in use, in their order. */
export type EmbeddedScans = Embeddings & { readonly scans: readonly Scan[] };

type OnShare = (share: number) => void;

/** The embeddings that were asked for last: computed once for a model and a state of the data set, however many ask. */
export class EmbeddingCache {
  private known: { readonly key: string; readonly embedded: EmbeddedScans } | null = null;
  private readonly search = new DedupedJob((id: string, tell: OnShare, signal) => this.embed(id, tell, signal));

  constructor(private readonly context: JobsContext) {}

  /** @throws Error in words where the model or the data set is gone, or a scan cannot be read */
  async of(id: string, tell: OnShare, signal: AbortSignal): Promise<EmbeddedScans> {
    if (this.known?.key === this.keyOf(id)) return this.known.embedded;
    return this.search.of(id, tell, signal);
  }

  private keyOf(id: string): string {
    return `${id} ${this.context.version().hash}`;
  }

  private async embed(id: string, tell: OnShare, signal: AbortSignal): Promise<EmbeddedScans> {
    const key = this.keyOf(id);
    const { scans } = this.context.requireDataSet();
    const model = (await listModels(this.context.db)).models.find((each) => each.id === id);
    if (!model) throw new Error('This model is no longer here: it was deleted, perhaps in another tab.');
    const tellShare = (done: number, total: number) => tell(total > 0 ? done / total : 0);
    const embeddings = await embeddingsOf(this.context, model, scans, tellShare, signal);
    if (!embeddings) throw new Error('Some scans can no longer be read. Import the data set again.');
    const embedded = { ...embeddings, scans };
    this.known = { key, embedded };
    return embedded;
  }
}
