import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';
import type { ExplainJobs } from './explainProtocol.ts';

/** Why a stored model says what it says of a scan. */
export function explainJobs(scope: JobScope): ExplainJobs {
  const explaining = scope.later(() => import('./heatMaps.ts'));
  const looking = scope.later(() => import('./activations.ts'));
  return {
    async heatMap(request, { onProgress, signal = neverAborted }) {
      const { heatMap } = await explaining();
      const context = await scope.opened();
      return scope.explaining.run(() => heatMap(context, scope.loadedModel, request, { onProgress, signal }));
    },
    async heatMapChecks(request, { signal = neverAborted }) {
      const { heatMapChecks } = await explaining();
      const context = await scope.opened();
      return scope.explaining.run(() => heatMapChecks(context, scope.loadedModel, request, signal));
    },
    async activations(request) {
      const { activations } = await looking();
      const context = await scope.opened();
      return scope.explaining.run(() => activations(context, scope.loadedModel, request));
    },
  };
}
