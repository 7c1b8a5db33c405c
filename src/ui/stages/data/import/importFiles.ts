import { type DataSetView, dataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { yieldToEventLoop } from '../../../../dataset/yieldToEventLoop.ts';
import type { ImportProgress, ImportResult } from '../../../../worker/jobs/import/importProtocol.ts';
import { archivesOf, type DroppedFile, inOrder } from '../../../drop/droppedFiles.ts';
import { jobs, refreshStorage } from '../../../workspace/jobs.ts';
import { withReadingOverlay } from '../../../workspace/readingOverlay.ts';
import { notifyFailure, setDataSet, showStage, workspace } from '../../../workspace/workspace.ts';
import type { ImportReview } from './importReview.ts';
import {
  type ImportRest,
  importEnded,
  importFailed,
  importProgressed,
  importStarted,
  importStopping,
  noImport,
  restOf,
} from './importState.ts';

/**
 * Shows what was dropped or chosen, before anything is imported; more of it joins an open review. Resolves to whether it is
 * shown: not where an import runs, or the user stopped the reading.
 */
export async function reviewFiles(
  files: readonly DroppedFile[],
  refused: ImportReview['refused'],
  handles: ImportReview['handles'],
): Promise<boolean> {
  showStage('data');
  // Where nothing is dropped none of this code is needed.
  const [{ addToReview, startReview }, ordered] = await Promise.all([import('./startReview.ts'), inOrder(files)]);
  const readTable: typeof jobs.labelTable = (...asked) => jobs.labelTable(...asked);
  for (;;) {
    const { importing, dataSet } = workspace.getState();
    if (importing.step === 'importing') {
      notifyFailure('An import is running. Stop it, or add these scans when it is done.');
      return false;
    }
    const review = await withReadingOverlay((tell) =>
      importing.step === 'review'
        ? addToReview(importing.review, ordered, refused, { readTable, tell, handles })
        : startReview(ordered, dataSetAddedTo(dataSet), refused, { readTable, tell, handles }),
    );
    if (!review) return false;
    const now = workspace.getState();
    // What the user did meanwhile, or another drop, must not be undone: then it is planned again.
    if (now.importing !== importing || now.dataSet !== dataSet) continue;
    setReview(review);
    return true;
  }
}

/** Real scans never join the synthetic ones: they take their place. */
function dataSetAddedTo(dataSet: DataSetView | null): ImportReview['existing'] {
  return dataSet && !dataSet.synthetic ? dataSet : null;
}

export function setReview(review: ImportReview): void {
  letRestGo();
  workspace.setState({ importing: { step: 'review', review } });
}

export function closeImport(): void {
  const { importing } = workspace.getState();
  if (importing.step === 'review') closeArchives(importing.review);
  letRestGo();
  workspace.setState({ importing: noImport });
}

/** What the last import left unread is not asked for any more. */
function letRestGo(): void {
  const { importing } = workspace.getState();
  if (importing.step === 'reported' && importing.rest) closeArchives(importing.rest.review);
}

/** The lists of large zips take much room, and nobody asks for what is in them any more. */
function closeArchives({ files }: ImportReview): void {
  const archives = new Set(files.flatMap(({ file }) => archivesOf(file)));
  for (const id of archives) void jobs.closeArchive(id);
}

/** Resolves to null where it failed; a notice says so. */
export async function importReviewed(review: ImportReview): Promise<ImportResult | null> {
  // Asks the browser not to clear the scans away when the disk runs low; only a window may ask.
  void navigator.storage?.persist?.();
  const replaced = workspace.getState().dataSet?.synthetic === true;
  return runImport(review, async (options) => {
    if (replaced) {
      await jobs.deleteDataSet();
      setDataSet(null);
    }
    const { importRequest } = await import('./importRequest.ts');
    return importRequested({ request: await importRequest(review), review }, options);
  });
}

/** Reads what an import that was stopped left unread. */
export async function readRest(rest: ImportRest): Promise<ImportResult | null> {
  return runImport(rest.review, (options) => importRequested(rest, options));
}

/** Reads what an import of an earlier visit left unread, from where its files were dropped. Throws in words where it cannot. */
export async function readKeptRest(): Promise<ImportResult | null> {
  const { keptReview } = await import('./storedImport.ts');
  const review = await keptReview();
  if (!review) return null;
  return runImport(review, async (options) => {
    const { importRequest } = await import('./importRequest.ts');
    return importRequested({ request: { ...(await importRequest(review)), continues: true }, review }, options);
  });
}

export function importSample(): Promise<ImportResult | null> {
  return runImport(null, async (options) => ({ result: await jobs.importSample(options), rest: null }));
}

/** What was not read is not missed any more. */
export async function acceptUnfinished(): Promise<void> {
  await jobs.acceptUnfinished();
  letRestGo();
  workspace.setState(({ dataSet, importing }) => ({
    dataSet: dataSet && { ...dataSet, unfinished: null },
    importing: importing.step === 'reported' ? noImport : importing,
  }));
}

type WhileImporting = Parameters<typeof jobs.importSample>[0];
type Ended = { readonly result: ImportResult; readonly rest: ImportRest | null };

async function importRequested({ request, review }: ImportRest, options: WhileImporting): Promise<Ended> {
  const result = await jobs.importFiles(request, options);
  const rest = restOf(request, review, result);
  if (!rest) closeArchives(review);
  return { result, rest };
}

/** Of the import that was begun last. */
let stopping = new AbortController();

async function runImport(
  review: ImportReview | null,
  run: (options: WhileImporting) => Promise<Ended>,
): Promise<ImportResult | null> {
  stopping = new AbortController();
  workspace.setState({ importing: importStarted(review) });
  try {
    const onProgress = (progress: ImportProgress) =>
      workspace.setState((state) => ({ importing: importProgressed(state.importing, progress) }));
    const { result, rest } = await run({ onProgress, signal: stopping.signal });
    const dataSet = dataSetView(result.dataSet);
    await yieldToEventLoop(); // what is drawn of it takes its time, too
    setDataSet(dataSet);
    void refreshStorage();
    workspace.setState({ importing: importEnded(dataSet.outcomes, result, rest) });
    if (result.problem) notifyFailure(result.problem);
    return result;
  } catch (failure) {
    workspace.setState((state) => ({ importing: importFailed(state.importing) }));
    notifyFailure(failure);
    return null;
  }
}

export async function stopImport(): Promise<void> {
  workspace.setState((state) => ({ importing: importStopping(state.importing) }));
  stopping.abort();
}
