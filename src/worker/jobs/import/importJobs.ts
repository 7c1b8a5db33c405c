import { sha256Of } from '../../../dataset/hashes.ts';
import { acceptUnfinished } from '../../../storage/dataSet/importStore.ts';
import { LARGEST_FILE_BYTES } from '../../decodePool/decodeResult.ts';
import { neverAborted } from '../../raceAbort.ts';
import type { JobsContext } from '../context.ts';
import { noteVersion } from '../dataSet/curateDataSet.ts';
import { sentDataSet } from '../dataSet/dataSetView.ts';
import type { JobScope } from '../jobScope.ts';
import type { ImportJobs, ImportRequest, ImportResult, ScanFile } from './importProtocol.ts';

const UNMIXABLE = 'Drawn scans and real ones do not mix: delete the data set first, then import the others.';

/** From dropped files to a data set. */
export function importJobs(scope: JobScope): ImportJobs {
  const { importing } = scope;

  async function runImport(
    request: ImportRequest,
    synthetic: boolean,
    { onProgress, signal = neverAborted }: Parameters<ImportJobs['importFiles']>[1],
  ): Promise<ImportResult> {
    const context = await scope.opened();
    scope.training.mustBeIdle();
    if (context.dataSet && context.dataSet.synthetic !== synthetic) throw new Error(UNMIXABLE);
    return importing.run(async () => {
      void scope.audits.stop();
      await scope.editing.settled();
      const { importFiles } = await import('./importFiles.ts');
      const earlierOutcomes = context.outcomes.length;
      const { unread, problem } = await importFiles(context, request, synthetic, onProgress, signal);
      await noteVersion(context);
      return { dataSet: await sentDataSet(context), earlierOutcomes, unread, problem, stopped: signal.aborted };
    });
  }

  return {
    async hashFiles(files) {
      const { archives } = await scope.opened();
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
    unfinishedSources: async () => (await scope.opened()).unfinished?.sources ?? null,
    async acceptUnfinished() {
      const context = await scope.opened();
      importing.mustBeIdle();
      await acceptUnfinished(context.db);
      context.unfinished = null;
    },
    openArchive: async (file) => (await scope.opened()).archives.list(file),
    openArrays: async (files) => (await scope.opened()).archives.listArrays(files),
    closeArchive: async (id) => (await scope.opened()).archives.close(id),
    async labelTable(file, asked) {
      const { readLabelTable } = await import('./labelTable.ts'); // needed by few
      return readLabelTable((await scope.opened()).archives, file, asked);
    },
  };
}

async function hashOf(archives: JobsContext['archives'], file: ScanFile): Promise<string | null> {
  if (file.size > LARGEST_FILE_BYTES) return null; // the import refuses it
  return sha256Of(await (await archives.contentOf(file)).arrayBuffer());
}
