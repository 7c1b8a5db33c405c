import type { EditOutcome } from '../../../dataset/edits/dataSetView.ts';
import type { Edit } from '../../../dataset/edits/datasetEdits.ts';
import { deleteDataSet } from '../../../storage/dataSet/dataSetStore.ts';
import type { JobsContext } from '../context.ts';
import type { JobScope } from '../jobScope.ts';
import { applyEdit, undoEdit } from './curateDataSet.ts';
import type { DataSetJobs } from './dataSetProtocol.ts';
import { groupCount } from './dataSetView.ts';

/** Changes of the data set, and how it would be split. */
export function dataSetJobs(scope: JobScope): DataSetJobs {
  const { editing, audits } = scope;
  const splitting = scope.later(() => import('./splitSummary.ts'));

  /** One edit after another, and none while something depends on the data set as it is. */
  async function edit(change: (context: JobsContext) => Promise<Edit>): Promise<EditOutcome> {
    const context = await scope.opened();
    return editing.run(async () => {
      scope.assertDataSetIsFree();
      const { id, at } = await change(context);
      void audits.stop();
      return { id, at, version: context.version(), groupCount: await groupCount(context) };
    });
  }

  return {
    applyEdit: (remedy) => edit((context) => applyEdit(context, remedy)),
    undoEdit: (editId) => edit((context) => undoEdit(context, editId)),
    async deleteDataSet() {
      const context = await scope.opened();
      await editing.run(async () => {
        scope.assertDataSetIsFree();
        await audits.stop(); // it writes nothing afterwards
        await deleteDataSet(context.db);
        context.forgetDataSet();
      });
    },
    async splitSummary(settings) {
      const { splitSummary } = await splitting();
      const context = await scope.opened();
      return splitSummary(context.requireDataSet(), await context.leakageGroups(), settings);
    },
  };
}
