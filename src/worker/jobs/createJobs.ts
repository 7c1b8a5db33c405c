import * as Comlink from 'comlink';
import type { Curated } from '../../dataset/curation.ts';
import { sha256Of } from '../../dataset/hashes.ts';
import { deleteDataSet } from '../../storage/dataSetStore.ts';
import { purgeDeletedModels } from '../../storage/deletedModels.ts';
import { acceptUnfinished } from '../../storage/importStore.ts';
import { deleteModel, markModelDeleted, renameModel, restoreModel } from '../../storage/modelStore.ts';
import { deleteRun, readRun } from '../../storage/runStore.ts';
import { readThumbnails } from '../../storage/scanPacks.ts';
import type {
  DataSetView,
  ImportProgress,
  ImportRequest,
  ImportResult,
  Jobs,
  ScanFile,
  TrainingEvent,
  TrainingOutcome,
} from '../protocol.ts';
import { LARGEST_FILE_BYTES } from '../takenIn.ts';
import { untilHeard } from '../untilHeard.ts';
import type { OnAudit } from './auditJob.ts';
import type { JobsContext } from './context.ts';
import { applyEdit, noteVersion, takeBack } from './curateDataSet.ts';
import { viewOf } from './dataSetView.ts';
import { ModelAtHand } from './modelAtHand.ts';
import { importModel, modelAsZip, modelDetail, modelSummaries, modelZip } from './models.ts';
import { OneAfterAnother } from './oneAfterAnother.ts';
import { OneAtATime } from './oneAtATime.ts';
import { SharedWork } from './sharedWork.ts';
import { storedBytes } from './storedBytes.ts';
import type { TrainingStart } from './trainingJob.ts';
import { UndoTime } from './undoTime.ts';
import { readWorkspace } from './workspace.ts';

const UNMIXABLE = 'Drawn scans and real ones do not mix: delete the data set first, then import the others.';

/** What opening the page does not need. Fetched once there is work (`fetchAhead`), so that no click waits for it. */
const later = {
  networkInput: () => import('./networkInput.ts'),
  viewedPicture: () => import('./viewedPicture.ts'),
  presets: () => import('../../model/presets.ts'),
  inspectNetwork: () => import('../../model/inspectNetwork.ts'),
  splitSummary: () => import('./splitSummary.ts'),
  keepTrained: () => import('./keepTrained.ts'),
  keepThreshold: () => import('./keepThreshold.ts'),
  classifyFiles: () => import('./classifyFiles.ts'),
  resultsCsv: () => import('../../export/resultsCsv.ts'),
  savedRun: () => import('./savedRun.ts'),
};

/** Everything the page can ask for, on one context. */
export function createJobs(open: () => Promise<JobsContext>): Jobs {
  const opened = untilItWorks(open);
  const importing = new OneAtATime('An import is under way: wait for it or stop it.');
  const training = new OneAtATime('A training is under way: wait for it or stop it.');
  const undoTime = new UndoTime(
    () =>
      void opened()
        .then(({ db }) => purgeDeletedModels(db))
        .catch(() => {}),
  ); // or at the next visit
  const atHand = new ModelAtHand();
  const classifying = new OneAtATime('Scans are being classified: wait for that or stop it.');
  const editing = new OneAfterAnother();
  const audits = new SharedWork(async (curated: Curated, tell: OnAudit, signal) => {
    const { auditJob } = await import('./auditJob.ts');
    return auditJob(await opened(), curated, training.isIdle, tell, signal);
  });

  async function runImport(
    request: ImportRequest,
    synthetic: boolean,
    onProgress: (progress: ImportProgress) => void,
  ): Promise<ImportResult> {
    const context = await opened();
    training.mustBeIdle();
    if (context.dataSet && context.dataSet.synthetic !== synthetic) throw new Error(UNMIXABLE);
    return importing.run(async (signal) => {
      void audits.stop();
      await editing.settled();
      const { importFiles } = await import('./importFiles.ts');
      const imported = await untilHeard(onProgress, (tell) => importFiles(context, request, synthetic, tell, signal));
      await noteVersion(context);
      return { dataSet: await viewOf(context), ...imported, stopped: signal.aborted };
    });
  }

  async function runTraining(
    start: (context: JobsContext) => Promise<TrainingStart>,
    onEvent: (event: TrainingEvent) => void,
  ): Promise<TrainingOutcome> {
    const context = await opened();
    importing.mustBeIdle();
    return training.run(async (signal) => {
      void audits.stop(); // engines are measured, and both would be slow
      await Promise.all([atHand.settled(), editing.settled()]);
      const { trainingJob } = await import('./trainingJob.ts');
      modelZip().catch(() => {}); // what is trained may be downloaded when the network is gone
      return untilHeard(onEvent, async (tell) => {
        context.onTrainingEvent = tell;
        return trainingJob(context, await start(context), tell, signal);
      });
    });
  }

  /** One edit after another, and none while something depends on the data set as it is. */
  async function edit(change: (context: JobsContext) => Promise<void>): Promise<DataSetView> {
    const context = await opened();
    return editing.run(async () => {
      importing.mustBeIdle();
      training.mustBeIdle();
      await change(context);
      void audits.stop();
      return viewOf(context);
    });
  }

  return {
    open: async () => readWorkspace(await opened()),
    async fetchAhead() {
      await Promise.all(Object.values(later).map((fetch) => fetch()));
    },

    async hashFiles(files) {
      const { archives } = await opened();
      const hashes: (string | null)[] = [];
      // One after another: each is in memory as a whole.
      for (const file of files) hashes.push(await hashOf(archives, file).catch(() => null));
      return hashes;
    },
    importFiles: (request, onProgress) => runImport(request, false, onProgress),
    async importSample(onProgress) {
      const { sampleRequest } = await import('./sampleFiles.ts'); // drawn once, if at all
      return runImport(await sampleRequest(), true, onProgress);
    },
    newSampleScan: async () => (await import('./sampleFiles.ts')).newSampleScan(),
    stopImport: async () => importing.stop(),
    unfinishedSources: async () => (await opened()).unfinished?.sources ?? null,
    async acceptUnfinished() {
      const context = await opened();
      importing.mustBeIdle();
      await acceptUnfinished(context.db);
      context.unfinished = null;
    },
    async deleteDataSet() {
      const context = await opened();
      await editing.run(async () => {
        importing.mustBeIdle();
        training.mustBeIdle();
        await audits.stop(); // it writes nothing afterwards
        await deleteDataSet(context.db);
        context.forgetDataSet();
      });
    },

    applyEdit: (remedy) => edit((context) => applyEdit(context, remedy)),
    takeBack: (editId) => edit((context) => takeBack(context, editId)),
    async audit(onProgress) {
      const context = await opened();
      if (!editing.isIdle) return null; // it would be of what is no more
      return untilHeard(onProgress, (tell) => audits.of(context.curated(), tell)).catch(nullIfStopped);
    },
    stopAudit: () => audits.stop(),

    async thumbnails(sha256s) {
      const thumbnails = await readThumbnails((await opened()).db, sha256s);
      return Comlink.transfer(
        thumbnails,
        thumbnails.flatMap((thumbnail) => (thumbnail ? [thumbnail.rgba.buffer] : [])),
      );
    },
    async pictureOfFile(file, volumes) {
      const { archives, pool } = await opened();
      const bitmap = await pool.picture(await archives.contentOf(file), volumes);
      return Comlink.transfer(bitmap, [bitmap]);
    },
    async networkInput(scan, preprocessing, slice = 0, volumes) {
      const { networkInput } = await later.networkInput();
      return networkInput(await opened(), scan, preprocessing, slice, volumes);
    },
    openArchive: async (file) => (await opened()).archives.list(file),
    closeArchive: async (id) => (await opened()).archives.close(id),
    async labelTable(file, columns) {
      const { labelTable } = await import('./labelTable.ts'); // needed by few
      return labelTable(await (await opened()).archives.contentOf(file), columns);
    },

    async viewedPicture(sha256) {
      const { viewedPicture } = await later.viewedPicture();
      return viewedPicture(await opened(), sha256);
    },
    async viewedPictureOfFile(file, slice = 0, volumes) {
      const { viewedPictureOfFile } = await later.viewedPicture();
      return viewedPictureOfFile(await opened(), file, slice, volumes);
    },

    presets: async () => [...(await later.presets()).presets],
    async inspectNetwork(network, preprocessing, classCount) {
      const { inspectNetwork } = await later.inspectNetwork();
      return inspectNetwork(network, preprocessing, classCount);
    },
    async splitSummary(settings) {
      const { splitSummary } = await later.splitSummary();
      const context = await opened();
      return splitSummary(context.requireDataSet(), await context.bundles(), settings);
    },

    engines: async () => (await opened()).host.offers(),
    engineFigures: async (step) => (await opened()).measurer.remembered(step),
    async measureEngines(step, onEngine) {
      const { measurer } = await opened();
      training.mustBeIdle();
      return untilHeard(onEngine, (tell) => measurer.measure(step, tell));
    },
    train: (request, onEvent) => runTraining(async () => ({ request, saved: null }), onEvent),
    resumeRun: (onEvent) => runTraining(savedStart, onEvent),
    discardRun: async () => deleteRun((await opened()).db),
    async pauseTraining() {
      const { host, onTrainingEvent } = await opened();
      await host.run((engine) => engine.pause());
      onTrainingEvent?.({ type: 'paused' });
    },
    async continueTraining() {
      const { host, onTrainingEvent } = await opened();
      await host.run((engine) => engine.goOn());
      onTrainingEvent?.({ type: 'continued' });
    },
    async stopTraining() {
      const { host } = await opened();
      training.stop();
      await host.run((engine) => engine.stop());
    },

    downloadTrained: async () => (await later.keepTrained()).downloadTrained(await opened()),
    keepTrained: async () => (await later.keepTrained()).keepTrained(await opened()),
    async forgetTrained() {
      (await opened()).trained = null;
    },

    storedBytes: async () => storedBytes(await opened()),
    models: async () => modelSummaries(await opened()),
    model: async (id) => modelDetail(await opened(), id),
    renameModel: async (id, name) => renameModel((await opened()).db, id, name),
    async deleteModel(id) {
      await markModelDeleted((await opened()).db, id);
      undoTime.begin();
    },
    restoreModel: async (id) => restoreModel((await opened()).db, id),
    deleteBrokenModel: async (id) => deleteModel((await opened()).db, id),
    async setThreshold(id, threshold) {
      const { keepThreshold } = await later.keepThreshold();
      return keepThreshold(await opened(), id, threshold);
    },
    downloadModel: async (id) => modelAsZip(await opened(), id),
    importModel: async (file) => importModel(await opened(), file),

    async classify({ modelId, ...what }, onRows) {
      const { classifyFiles } = await later.classifyFiles();
      const context = await opened();
      await classifying.run(async (signal) => {
        await atHand.settled();
        const model = await atHand.get(context, modelId);
        await untilHeard(onRows, (tell) => classifyFiles(context, model, what, tell, signal));
      });
    },
    async readyToClassify(modelId) {
      // A training is not held up for what may never be asked.
      if (training.isIdle && classifying.isIdle) await atHand.warmUp(opened(), modelId);
    },
    stopClassifying: async () => classifying.stop(),
    async resultsCsv(of, rows, hasHead) {
      const { resultsCsv } = await later.resultsCsv();
      return new Blob([resultsCsv(rows, of, hasHead)], { type: 'text/csv' });
    },
  };
}

/** Remembers the first success; after a failure the next call tries again. */
function untilItWorks<T>(attempt: () => Promise<T>): () => Promise<T> {
  let success: Promise<T> | null = null;
  return () => {
    success ??= attempt().catch((error) => {
      success = null;
      throw error;
    });
    return success;
  };
}

async function hashOf(archives: JobsContext['archives'], file: ScanFile): Promise<string | null> {
  if (file.size > LARGEST_FILE_BYTES) return null; // the import refuses it
  return sha256Of(await (await archives.contentOf(file)).arrayBuffer());
}

/** What was stopped has no answer, and that is no failure. */
function nullIfStopped(reason: unknown): null {
  if (reason instanceof DOMException && reason.name === 'AbortError') return null;
  throw reason;
}

async function savedStart(context: JobsContext): Promise<TrainingStart> {
  const run = await readRun(context.db);
  if (!run) throw new Error('There is no interrupted run to resume.');
  const { request, checkpoint } = run;
  const { parseSavedRun } = await later.savedRun();
  return { request, saved: checkpoint === null ? null : parseSavedRun(checkpoint, context.version()) };
}
