import type { FileOutcome } from '../../../../dataset/scan.ts';
import type { ImportProgress, ImportRequest, ImportResult } from '../../../../worker/jobs/import/importProtocol.ts';
import type { ImportReview } from './review/importReview.ts';

/** The files that an import did not read: this page still holds them. */
export type ImportRest = { readonly request: ImportRequest; readonly review: ImportReview };

/** Where an import stands. There is one at a time. */
export type ImportState =
  | { readonly step: 'idle' }
  | { readonly step: 'review'; readonly review: ImportReview }
  | {
      readonly step: 'importing';
      /** Null for the synthetic sample. */
      readonly review: ImportReview | null;
      /** Null until the first file is done. */
      readonly progress: ImportProgress | null;
      readonly stopping: boolean;
    }
  | {
      readonly step: 'reported';
      readonly outcomes: readonly FileOutcome[];
      readonly stopped: boolean;
      /** Files. */
      readonly unread: number;
      /** Null where every file was read, and for the synthetic sample. */
      readonly rest: ImportRest | null;
    };

export const noImport: ImportState = { step: 'idle' };

export function importStarted(review: ImportReview | null): ImportState {
  return { step: 'importing', review, progress: null, stopping: false };
}

/** Late progress of an import that has ended changes nothing. */
export function importProgressed(state: ImportState, progress: ImportProgress): ImportState {
  return state.step === 'importing' ? { ...state, progress } : state;
}

export function importStopping(state: ImportState): ImportState {
  return state.step === 'importing' ? { ...state, stopping: true } : state;
}

/** @param all of the data set, with those of this import */
export function importEnded(
  all: readonly FileOutcome[],
  { earlierOutcomes, stopped, unread }: ImportResult,
  rest: ImportRest | null,
): ImportState {
  const outcomes = all.slice(earlierOutcomes);
  return { step: 'reported', outcomes, stopped, unread: unread.length, rest };
}

/** What is left of an import after it has ended; null where nothing is. */
export function restOf(request: ImportRequest, review: ImportReview, { unread }: ImportResult): ImportRest | null {
  if (unread.length === 0) return null;
  const files = unread.flatMap((index) => request.files[index] ?? []);
  return { request: { ...request, files, ignored: [], continues: true }, review };
}

/** Back to the review, so that nothing chosen there is lost. */
export function importFailed(state: ImportState): ImportState {
  return state.step === 'importing' && state.review ? { step: 'review', review: state.review } : noImport;
}
