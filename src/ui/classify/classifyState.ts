import type { ClassifiedRow, ClassifyProgress } from '../../worker/protocol.ts';
import type { DroppedFile } from '../droppedFiles.ts';

/** Where classifying stands. What was found stays until other scans are chosen. */
export type ClassifyState =
  | { readonly step: 'idle' }
  | {
      readonly step: 'running' | 'done';
      readonly modelId: string;
      readonly files: readonly DroppedFile[];
      /** In the order of the files, as far as they have come. */
      readonly rows: readonly ClassifiedRow[];
      readonly progress: ClassifyProgress | null;
      readonly stopped: boolean;
    };

export const notClassifying: ClassifyState = { step: 'idle' };

export function classifyStarted(
  modelId: string,
  files: readonly DroppedFile[],
  refused: readonly { readonly path: string; readonly reason: string }[] = [],
): ClassifyState {
  const rows = refused.map((each) => ({ status: 'refused', ...each }) as const);
  return { step: 'running', modelId, files, rows, progress: null, stopped: false };
}

export function rowsArrived(
  state: ClassifyState,
  rows: readonly ClassifiedRow[],
  progress: ClassifyProgress,
): ClassifyState {
  return state.step === 'running' ? { ...state, rows: state.rows.concat(rows), progress } : state;
}

export function classifyStopping(state: ClassifyState): ClassifyState {
  return state.step === 'running' ? { ...state, stopped: true } : state;
}

/** With what there is; where nothing came of it, as if it had not begun. */
export function classifyEnded(state: ClassifyState): ClassifyState {
  if (state.step !== 'running') return state;
  return state.rows.length === 0 ? notClassifying : { ...state, step: 'done' };
}
