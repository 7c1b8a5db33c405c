import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';
import type { LearnJobs } from './explainProtocol.ts';
import type { MaximaCache } from './strongestScans.ts';

/** What the course shows of a network and of how it learns. */
export function learnJobs(scope: JobScope): LearnJobs {
  const ranking = scope.later(() => import('./strongestScans.ts'));
  const stepping = scope.later(() => import('./trainingSteps.ts'));
  let cache: MaximaCache | null = null;
  return {
    async strongestScans(request, { onProgress, signal = neverAborted }) {
      const context = await scope.opened();
      const { maximaCache, strongestOf } = await ranking();
      cache ??= maximaCache(context, scope.loadedModel);
      return strongestOf(await cache.of(request.of, onProgress, signal), request);
    },
    async trainingSteps(request, { onStep, signal = neverAborted }) {
      const { trainingSteps } = await stepping();
      return trainingSteps(await scope.opened(), request, { onStep, signal });
    },
  };
}
