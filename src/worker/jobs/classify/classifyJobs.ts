import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';
import type { ClassifyJobs } from './classifyProtocol.ts';

/** New scans through a stored model. */
export function classifyJobs(scope: JobScope): ClassifyJobs {
  const { classifying, training, loadedModel } = scope;
  const fetching = scope.later(() => import('./classifyFiles.ts'));
  const exporting = scope.later(() => import('../../../export/results/resultsCsv.ts'));
  return {
    async classify({ modelId, ...what }, { onRows, signal = neverAborted }) {
      const { classifyFiles } = await fetching();
      const context = await scope.opened();
      await classifying.run(async () => {
        await loadedModel.settled();
        await classifyFiles(context, await loadedModel.get(context, modelId), what, onRows, signal);
      });
    },
    async readyToClassify(modelId) {
      // A training is not held up for what may never be asked.
      if (training.isIdle && classifying.isIdle) await loadedModel.warmUp(scope.opened(), modelId);
    },
    async resultsCsv(of, rows) {
      const { resultsCsv } = await exporting();
      return new Blob([resultsCsv(rows, of)], { type: 'text/csv' });
    },
  };
}
