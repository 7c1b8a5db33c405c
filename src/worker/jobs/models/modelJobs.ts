import { purgeDeletedModels } from '../../../storage/models/deletedModels.ts';
import {
  deleteExternalTest,
  deleteModel,
  markModelDeleted,
  readModel,
  renameModel,
  restoreModel,
  setModelNotes,
} from '../../../storage/models/modelStore.ts';
import { neverAborted } from '../../raceAbort.ts';
import type { JobScope } from '../jobScope.ts';
import type { ModelJobs } from './modelProtocol.ts';
import { modelSummaries } from './modelSummaries.ts';

/** The models that are stored. */
export function modelJobs(scope: JobScope): ModelJobs {
  const opening = scope.later(() => import('./models.ts'));
  const writing = scope.later(() => import('./writeModelAs.ts'));
  const deciding = scope.later(() => import('./decisions.ts'));
  const measuring = () => import('./measureModel.ts');
  const comparing = scope.later(() => import('./compareModels.ts'));
  const testing = scope.later(() => import('./externalTest.ts'));
  const evaluating = scope.later(() => import('../../../evaluation/metrics/testResults.ts'));
  const drawing = scope.later(() => import('../../../evaluation/curves/curveBands.ts'));
  const purge = async () => purgeDeletedModels((await scope.opened()).db);
  const undoTime = new UndoTime(() => void purge().catch(() => {})); // or at the next visit
  return {
    models: async () => modelSummaries(await scope.opened()),
    async model(id) {
      const { modelDetail } = await opening();
      return modelDetail(await scope.opened(), id);
    },
    renameModel: async (id, name) => renameModel((await scope.opened()).db, id, name),
    async deleteModel(id) {
      await purge(); // the page offers to undo the last deletion alone
      await markModelDeleted((await scope.opened()).db, id);
      undoTime.begin();
    },
    restoreModel: async (id) => restoreModel((await scope.opened()).db, id),
    deleteBrokenModel: async (id) => deleteModel((await scope.opened()).db, id),
    setNotes: async (id, notes) => setModelNotes((await scope.opened()).db, id, notes),
    async compareModels(ids) {
      const { compareModels } = await comparing();
      return compareModels(await scope.opened(), ids);
    },
    async testExternally(request, { onProgress, signal = neverAborted }) {
      const { testExternally } = await testing();
      const context = await scope.opened();
      await scope.classifying.run(async () => {
        await scope.loadedModel.settled();
        await testExternally(
          context,
          await scope.loadedModel.get(context, request.modelId),
          request,
          onProgress,
          signal,
        );
      });
    },
    deleteExternalTest: async (modelId, testId) => deleteExternalTest((await scope.opened()).db, modelId, testId),
    async setThreshold(id, chosen) {
      const { setThreshold } = await deciding();
      return setThreshold(await scope.opened(), id, chosen);
    },
    async setCalibrated(id, calibrated) {
      scope.classifying.mustBeIdle(); // its rows would be of two kinds
      const { setCalibrated } = await deciding();
      await setCalibrated(await scope.opened(), id, calibrated);
      scope.loadedModel.forget();
    },
    async openTestSet(id) {
      const { openTestSet } = await deciding();
      return openTestSet(await scope.opened(), id);
    },
    async curveBands(predictions, classIndex) {
      const { curveBands } = await drawing();
      return curveBands(predictions, classIndex);
    },
    async detailedResults(predictions, threshold, prevalence) {
      const { detailedResults } = await evaluating();
      return detailedResults(predictions, threshold, prevalence);
    },
    async downloadModel(id, target) {
      const { writeModelAs } = await writing();
      const context = await scope.opened();
      return writeModelAs(context, await readModel(context.db, id), target);
    },
    async importModel(file) {
      const { importModel } = await opening();
      return importModel(await scope.opened(), file);
    },
    async measureModel(id, { signal = neverAborted }) {
      const { measureModel } = await measuring();
      const context = await scope.opened();
      scope.training.mustBeIdle();
      await scope.classifying.run(async () => {
        await scope.loadedModel.settled();
        scope.loadedModel.forget();
        await measureModel(context, id, () => {}, signal);
      });
    },
    async describeModel(id, said) {
      const { describeModel } = await opening();
      await describeModel(await scope.opened(), id, said);
      scope.loadedModel.forget();
    },
  };
}

/** The page offers to undo for 10 seconds: a little more, so that whoever pressed in time is in time. */
const UNDO_MS = 12_000;

/** Calls back once nobody can undo any more. Each deletion begins the time anew. */
export class UndoTime {
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly onOver: () => void,
    private readonly ms = UNDO_MS,
  ) {}

  begin(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.onOver();
    }, this.ms);
  }
}
