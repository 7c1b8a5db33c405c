import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';
import type { EvaluateJobs } from './evaluateProtocol.ts';

/** What is measured of a stored model beyond its test. */
export function evaluateJobs(scope: JobScope): EvaluateJobs {
  const degrading = scope.later(() => import('./robustness.ts'));
  const reporting = scope.later(() => import('./report.ts'));
  return {
    async robustness(id, { onPoint, signal = neverAborted }) {
      const { robustness } = await degrading();
      return robustness(await scope.opened(), id, onPoint, signal);
    },
    async report(request) {
      const { report } = await reporting();
      return report(await scope.opened(), request);
    },
  };
}
