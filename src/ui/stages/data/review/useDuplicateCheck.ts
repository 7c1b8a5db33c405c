import { useEffect, useState } from 'react';
import type { ScanView } from '../../../../dataset/edits/dataSetView.ts';
import type { ScanFile } from '../../../../worker/jobs/import/importProtocol.ts';
import { failureSentence } from '../../../components/text/failureSentence.ts';
import { jobs } from '../../../workspace/jobs.ts';
import { useWorkspace } from '../../../workspace/workspace.ts';
import type { OutcomeNote } from '../import/outcomeTable.ts';
import type { ImportReview } from '../import/review/importReview.ts';
import { duplicatesInOtherClasses, labelledFiles, possibleDuplicates } from './duplicateCheck.ts';

export type CopyCheck =
  | { readonly step: 'checking'; readonly done: number; readonly total: number }
  | { readonly step: 'checked'; readonly copies: readonly OutcomeNote[] }
  | { readonly step: 'failed'; readonly reason: string };

const NO_SCANS: readonly ScanView[] = [];

/** Few enough that a change of the review waits for little. */
const FILES_PER_CALL = 16;

/** Looks for files that are there under another class, anew whenever the review changes; each file is hashed once. */
export function useCopyCheck(review: ImportReview): CopyCheck {
  // The sample makes room for what is imported.
  const scans = useWorkspace(({ dataSet }) => (dataSet && !dataSet.synthetic ? dataSet.scans : NO_SCANS));
  const [hashes] = useState(() => new Map<ScanFile, string | null>());
  const [found, setFound] = useState<{ readonly of: ImportReview; readonly check: CopyCheck } | null>(null);
  useEffect(() => {
    const stopped = new AbortController();
    const tell = (check: CopyCheck) => {
      if (!stopped.signal.aborted) setFound({ of: review, check });
    };
    void check(review, scans, hashes, tell, stopped.signal).catch((failure) =>
      tell({ step: 'failed', reason: failureSentence(failure) }),
    );
    return () => stopped.abort();
  }, [review, hashes, scans]);
  return found?.of === review ? found.check : { step: 'checking', done: 0, total: 0 };
}

async function check(
  review: ImportReview,
  scans: readonly ScanView[],
  hashes: Map<ScanFile, string | null>,
  tell: (check: CopyCheck) => void,
  signal: AbortSignal,
): Promise<void> {
  const files = await possibleDuplicates(await labelledFiles(review), scans);
  const missing = files.filter(({ file }) => !hashes.has(file));
  for (let at = 0; at < missing.length && !signal.aborted; at += FILES_PER_CALL) {
    tell({ step: 'checking', done: at, total: missing.length });
    const some = missing.slice(at, at + FILES_PER_CALL).map(({ file }) => file);
    const answers = await jobs.hashFiles(some);
    for (const [index, file] of some.entries()) hashes.set(file, answers[index] ?? null);
  }
  tell({ step: 'checked', copies: duplicatesInOtherClasses(files, hashes, scans) });
}
