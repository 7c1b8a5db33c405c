import type { Jobs } from '../../protocol.ts';
import type { JobScope } from '../jobScope.ts';

/** Which backends there are, and how fast each trains a network. */
export function networkJobs(scope: JobScope) {
  scope.later(() => import('../../backend/backendBenchmarks.ts'));
  return {
    engines: async () => (await scope.opened()).host.offers(),
    engineFigures: async (step) => (await (await scope.opened()).benchmarks()).remembered(step),
    async measureEngines(step, { onEngine }) {
      const context = await scope.opened();
      scope.training.mustBeIdle();
      return (await context.benchmarks()).measure(step, onEngine);
    },
  } satisfies Partial<Jobs>;
}
