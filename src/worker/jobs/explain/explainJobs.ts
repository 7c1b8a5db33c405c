import type { Jobs } from '../../protocol.ts';
import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';

/** Why a stored model says what it says of a scan. */
export function explainJobs(scope: JobScope) {
  const explaining = scope.later(() => import('./heatMaps.ts'));
  return {
    async heatMap(request, { onProgress, signal = neverAborted }) {
      const { heatMap } = await explaining();
      await scope.loadedModel.settled();
      return heatMap(await scope.opened(), request, { onProgress, signal });
    },
    async heatMapChecks(request, { signal = neverAborted }) {
      const { heatMapChecks } = await explaining();
      await scope.loadedModel.settled();
      return heatMapChecks(await scope.opened(), request, signal);
    },
  } satisfies Partial<Jobs>;
}
