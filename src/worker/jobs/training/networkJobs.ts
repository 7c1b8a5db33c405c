import type { Jobs } from '../../protocol.ts';
import type { JobScope } from '../jobScope.ts';

/** What can be known of a network before it is trained. */
export function networkJobs(scope: JobScope) {
  const presetting = scope.later(() => import('../../../model/presets.ts'));
  const inspecting = scope.later(() => import('../../../model/inspectNetwork.ts'));
  scope.later(() => import('../../backend/backendBenchmarks.ts'));
  return {
    presets: async () => [...(await presetting()).presets],
    async inspectNetwork(network, preprocessing, classCount) {
      const { inspectNetwork } = await inspecting();
      return inspectNetwork(network, preprocessing, classCount);
    },
    engines: async () => (await scope.opened()).host.offers(),
    engineFigures: async (step) => (await (await scope.opened()).benchmarks()).remembered(step),
    async measureEngines(step, { onEngine }) {
      const context = await scope.opened();
      scope.training.mustBeIdle();
      return (await context.benchmarks()).measure(step, onEngine);
    },
  } satisfies Partial<Jobs>;
}
