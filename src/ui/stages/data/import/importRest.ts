import type { ImportResult } from '../../../../worker/jobs/import/importProtocol.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { workspace } from '../../../workspace/workspace.ts';
import { closeArchives, type Ended, letRestGo, runImport, type WhileImporting } from './importFiles.ts';
import { type ImportRest, noImport, restOf } from './importState.ts';

/** Reads what an import that was stopped left unread. */
export async function readRest(rest: ImportRest): Promise<ImportResult | null> {
  return runImport(rest.review, (options) => importRequested(rest, options));
}

/** Reads what an import of an earlier visit left unread, from where its files were dropped. Throws in words where it cannot. */
export async function readKeptRest(): Promise<ImportResult | null> {
  const { keptRequest } = await import('./storedImport.ts');
  const kept = await keptRequest();
  return kept && runImport(kept.review, (options) => importRequested(kept, options));
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

export async function importRequested({ request, review }: ImportRest, options: WhileImporting): Promise<Ended> {
  const result = await jobs.importFiles(request, options);
  const rest = restOf(request, review, result);
  if (!rest) closeArchives(review);
  return { result, rest };
}
