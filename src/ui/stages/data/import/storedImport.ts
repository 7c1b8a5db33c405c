import type { ImportAnswers, ImportSources } from '../../../../dataset/import/importSources.ts';
import { importCode } from '../../../../dataset/messages.ts';
import { UserError } from '../../../../dataset/userError.ts';
import { formatCounted } from '../../../components/text/format.ts';
import { inOrder } from '../../../drop/droppedFiles.ts';
import { openedFiles } from '../../../drop/openedFiles.ts';
import { mayRead, walkHandles } from '../../../drop/walkHandles.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { withReadingOverlay } from '../../../workspace/readingOverlay.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { importRequest } from './importRequest.ts';
import type { ImportRest } from './importState.ts';
import type { ImportReview } from './review/importReview.ts';
import { answeredReview } from './review/startReview.ts';
import { DROP_AGAIN } from './unfinishedWords.ts';

/**
 * What an import asked for that an earlier visit left unfinished, as its review was answered then; null where the user stopped
 * the reading. Throws in words where the folders cannot be read.
 */
export async function keptRequest(): Promise<ImportRest | null> {
  const review = await keptReview();
  return review && { request: { ...(await importRequest(review)), continues: true }, review };
}

async function keptReview(): Promise<ImportReview | null> {
  const sources = await jobs.unfinishedSources();
  if (!sources || !(await mayRead(sources.handles)))
    throw new UserError('folder-not-allowed', {}, `The browser does not let this page read the folder. ${DROP_AGAIN}.`);
  return reviewAgain(sources);
}

async function reviewAgain({ handles, answers }: ImportSources): Promise<ImportReview | null> {
  const walked = await withReadingOverlay((tell) => {
    const sayFound = (count: number) => tell(`Listing folders: ${formatCounted(count, 'file')}`);
    return walkHandles(handles, sayFound);
  });
  if (!walked) return null;
  const [gone] = walked.unreadable;
  if (walked.files.length === 0)
    throw new UserError('folder-gone', {}, `${gone ?? 'The folder'} cannot be read any more. ${DROP_AGAIN}.`);
  const opened = await openedFiles(walked.files);
  if (!opened) return null;
  const refused = [
    ...opened.refused,
    ...walked.unreadable.map((path) => ({ path, ...importCode('handle-unreadable') })),
  ];
  return answer(await inOrder(opened.files), refused, handles, answers);
}

async function answer(
  files: ImportReview['files'],
  refused: ImportReview['refused'],
  handles: ImportSources['handles'],
  answers: ImportAnswers,
): Promise<ImportReview | null> {
  const { dataSet } = workspace.getState();
  const readTable: typeof jobs.labelTable = (...asked) => jobs.labelTable(...asked);
  return withReadingOverlay((tell) => answeredReview(files, dataSet, refused, answers, { readTable, tell, handles }));
}
