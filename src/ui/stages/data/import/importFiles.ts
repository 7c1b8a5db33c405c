import { type DataSetView, dataSetView } from '../../../../dataset/edits/dataSetView.ts';
import { yieldToEventLoop } from '../../../../dataset/yieldToEventLoop.ts';
import type { ImportProgress, ImportResult } from '../../../../worker/jobs/import/importProtocol.ts';
import { archivesOf, type DroppedFile, inOrder } from '../../../drop/droppedFiles.ts';
import { jobs, refreshStorage } from '../../../workspace/jobs.ts';
import { withReadingOverlay } from '../../../workspace/readingOverlay.ts';
import { notifyFailure, setDataSet, showStage, workspace } from '../../../workspace/workspace.ts';
import {
  type ImportRest,
  importEnded,
  importFailed,
  importProgressed,
  importStarted,
  importStopping,
  noImport,
} from './importState.ts';
import type { ImportReview } from './review/importReview.ts';

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
  const [{ addToReview, startReview }, ordered] = await Promise.all([
    import('./review/startReview.ts'),
    inOrder(files),
  ]);
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
export function letRestGo(): void {
  const { importing } = workspace.getState();
  if (importing.step === 'reported' && importing.rest) closeArchives(importing.rest.review);
}

/** The lists of large zips take much room, and nobody asks for what is in them any more. */
export function closeArchives({ files }: ImportReview): void {
  const archives = new Set(files.flatMap(({ file }) => archivesOf(file)));
  for (const id of archives) void jobs.closeArchive(id);
}

export function importSample(): Promise<ImportResult | null> {
  return runImport(null, async (options) => ({ result: await jobs.importSample(options), rest: null }));
}

export type WhileImporting = Parameters<typeof jobs.importSample>[0];
export type Ended = { readonly result: ImportResult; readonly rest: ImportRest | null };

/** Of the import that was begun last. */
let stopping = new AbortController();

export async function runImport(
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
