import type { Jobs } from '../../protocol.ts';
import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';

/** What is measured of a stored model beyond its test. */
export function evaluateJobs(scope: JobScope) {
  const degrading = scope.later(() => import('./robustness.ts'));
  return {
    async robustness(id, { onPoint, signal = neverAborted }) {
      const { robustness } = await degrading();
      return robustness(await scope.opened(), id, onPoint, signal);
    },
  } satisfies Partial<Jobs>;
}
