import type { Curated } from '../../dataset/curation.ts';
import { sha256Of } from '../../dataset/hashes.ts';
import { namedOutcomes } from '../../dataset/namedOutcomes.ts';
import { deleteDataSet } from '../../storage/dataSetStore.ts';
import { purgeDeletedModels } from '../../storage/deletedModels.ts';
import { acceptUnfinished } from '../../storage/importStore.ts';
import { deleteModel, markModelDeleted, renameModel, restoreModel } from '../../storage/modelStore.ts';
import { deleteRun, readRun } from '../../storage/runStore.ts';
import { readThumbnails } from '../../storage/scanPacks.ts';
import type { DataSetView, ImportRequest, ImportResult, Jobs, ScanFile, TrainingOutcome } from '../protocol.ts';
import { transfer } from '../rpc/transfer.ts';
import { LARGEST_FILE_BYTES } from '../takenIn.ts';
import { neverAborted } from '../unlessAborted.ts';
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
export function createJobs(open: () => Promise<JobsContext>): Omit<Jobs, 'watchStorage'> {
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
    { onProgress, signal = neverAborted }: Parameters<Jobs['importFiles']>[1],
  ): Promise<ImportResult> {
    const context = await opened();
    training.mustBeIdle();
    if (context.dataSet && context.dataSet.synthetic !== synthetic) throw new Error(UNMIXABLE);
    return importing.run(async () => {
      void audits.stop();
      await editing.settled();
      const { importFiles } = await import('./importFiles.ts');
      const imported = await importFiles(context, request, synthetic, onProgress, signal);
      await noteVersion(context);
      const outcomes = namedOutcomes(imported.outcomes, context.naming().renamed);
      return { dataSet: await viewOf(context), ...imported, outcomes, stopped: signal.aborted };
    });
  }

  async function runTraining(
    start: (context: JobsContext) => Promise<TrainingStart>,
    { onEvent, signal = neverAborted }: Parameters<Jobs['train']>[1],
  ): Promise<TrainingOutcome> {
    const context = await opened();
    importing.mustBeIdle();
    return training.run(async () => {
      void audits.stop(); // engines are measured, and both would be slow
      await Promise.all([atHand.settled(), editing.settled()]);
      const { trainingJob } = await import('./trainingJob.ts');
      modelZip().catch(() => {}); // what is trained may be downloaded when the network is gone
      context.onTrainingEvent = onEvent;
      return trainingJob(context, await start(context), onEvent, signal);
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
    importFiles: (request, options) => runImport(request, false, options),
    async importSample(options) {
      const { sampleRequest } = await import('./sampleFiles.ts'); // drawn once, if at all
      return runImport(await sampleRequest(), true, options);
    },
    newSampleScan: async () => (await import('./sampleFiles.ts')).newSampleScan(),
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
    async audit({ onProgress, signal = neverAborted }) {
      const context = await opened();
      if (!editing.isIdle) return null; // it would be of what is no more
      return audits.of(context.curated(), onProgress, signal).catch(nullIfStopped);
    },

    async thumbnails(sha256s) {
      const thumbnails = await readThumbnails((await opened()).db, sha256s);
      return transfer(
        thumbnails,
        thumbnails.flatMap((thumbnail) => (thumbnail ? [thumbnail.rgba.buffer] : [])),
      );
    },
    async pictureOfFile(file, volumes) {
      const { archives, pool } = await opened();
      const bitmap = await pool.picture(await archives.contentOf(file), volumes);
      return transfer(bitmap, [bitmap]);
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
    async measureEngines(step, { onEngine }) {
      const { measurer } = await opened();
      training.mustBeIdle();
      return measurer.measure(step, onEngine);
    },
    train: (request, options) => runTraining(async () => ({ request, saved: null }), options),
    resumeRun: (options) => runTraining(savedStart, options),
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

    async classify({ modelId, ...what }, { onRows, signal = neverAborted }) {
      const { classifyFiles } = await later.classifyFiles();
      const context = await opened();
      await classifying.run(async () => {
        await atHand.settled();
        const model = await atHand.get(context, modelId);
        await classifyFiles(context, model, what, onRows, signal);
      });
    },
    async readyToClassify(modelId) {
      // A training is not held up for what may never be asked.
      if (training.isIdle && classifying.isIdle) await atHand.warmUp(opened(), modelId);
    },
    async resultsCsv(of, rows) {
      const { resultsCsv } = await later.resultsCsv();
      return new Blob([resultsCsv(rows, of)], { type: 'text/csv' });
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
