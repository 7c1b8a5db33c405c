import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';
import type { EmbeddingCache } from './embeddedScans.ts';
import type { ExploreJobs } from './exploreProtocol.ts';

/** What the network makes of the scans of the data set: which are alike. */
export function exploreJobs(scope: JobScope): ExploreJobs {
  const exploring = scope.later(() => import('./exploreScans.ts'));
  const embedding = scope.later(() => import('./embeddedScans.ts'));
  let cache: EmbeddingCache | null = null;
  const read = async (id: string, { onProgress, signal = neverAborted }: Parameters<ExploreJobs['scanMap']>[2]) => {
    const context = await scope.opened();
    const [explore, { embeddingCache }] = await Promise.all([exploring(), embedding()]);
    cache ??= embeddingCache(context);
    const embedded = await cache.of(id, onProgress, signal);
    await scope.loadedModel.settled();
    return { explore, context, embedded, model: await scope.loadedModel.get(context, id) };
  };
  return {
    async scanMap(modelId, by, options) {
      const { explore, embedded, model } = await read(modelId, options);
      return by === 'umap' ? explore.arrangedMap(embedded, model, options) : explore.scanMap(embedded, model);
    },
    async fieldProbes(modelId, options) {
      const { explore, context, embedded } = await read(modelId, options);
      return explore.probeScans(context, embedded, options.signal ?? neverAborted);
    },
    async similarScans(modelId, sha256s, options) {
      const { explore, embedded } = await read(modelId, options);
      return explore.similarScans(embedded, sha256s);
    },
    async nearestScans(request, options) {
      const { explore, context, embedded, model } = await read(request.modelId, options);
      return explore.nearestScans(context, model, embedded, request);
    },
  };
}
