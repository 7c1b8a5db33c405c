import type { Jobs } from '../../protocol.ts';
import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';

/** Why a stored model says what it says of a scan. */
export function explainJobs(scope: JobScope) {
  const explaining = scope.later(() => import('./heatMaps.ts'));
  const looking = scope.later(() => import('./activations.ts'));
  return {
    async heatMap(request, { onProgress, signal = neverAborted }) {
      const { heatMap } = await explaining();
      return heatMap(await scope.opened(), scope.loadedModel, request, { onProgress, signal });
    },
    async heatMapChecks(request, { signal = neverAborted }) {
      const { heatMapChecks } = await explaining();
      return heatMapChecks(await scope.opened(), scope.loadedModel, request, signal);
    },
    async activations(request) {
      const { activations } = await looking();
      return activations(await scope.opened(), scope.loadedModel, request);
    },
  } satisfies Partial<Jobs>;
}
