import type { JobScope } from '../jobScope.ts';
import type { NetworkJobs } from './trainingProtocol.ts';

/** Which backends there are, and how fast each trains a network. */
export function networkJobs(scope: JobScope): NetworkJobs {
  scope.later(() => import('../../backend/backendBenchmarks.ts'));
  return {
    backends: async () => (await scope.opened()).host.offers(),
    benchmarkReport: async (step) => (await (await scope.opened()).benchmarks()).remembered(step),
    async measureBackends(step, { onBackend }) {
      const context = await scope.opened();
      scope.training.mustBeIdle();
      return (await context.benchmarks()).measure(step, onBackend);
    },
  };
}
