import type { FileOutcome } from '../../dataset/scan.ts';
import type { ImportProgress, ImportResult } from '../../worker/protocol.ts';
import type { ImportReview } from './importReview.ts';

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
  | { readonly step: 'reported'; readonly outcomes: readonly FileOutcome[]; readonly stopped: boolean };

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

export function importEnded(result: ImportResult): ImportState {
  return { step: 'reported', outcomes: result.outcomes, stopped: result.stopped };
}

/** Back to the review, so that nothing chosen there is lost. */
export function importFailed(state: ImportState): ImportState {
  return state.step === 'importing' && state.review ? { step: 'review', review: state.review } : noImport;
}
