import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { ALL_AXIAL_SLICES, isVolume } from '../../../dataset/volumes.ts';
import { rescaled } from '../../../evaluation/calibration/temperature.ts';
import type { ClassifiedRow } from '../../../worker/jobs/classify/classifyProtocol.ts';
import type { ClassifyProgress } from '../../../worker/jobs/jobOptions.ts';
import type { ModelSummary } from '../../../worker/jobs/models/modelProtocol.ts';
import type { DroppedFile } from '../../drop/droppedFiles.ts';

type Refused = readonly { readonly path: string; readonly reason: string }[];

/** Where classifying stands. What was found stays until other scans are chosen. */
export type ClassifyState =
  | { readonly step: 'idle' }
  /** Chosen before there was a model: classified as soon as there is one. */
  | { readonly step: 'waiting'; readonly files: readonly DroppedFile[]; readonly refused: Refused }
  | {
      readonly step: 'running' | 'done';
      readonly modelId: string;
      readonly files: readonly DroppedFile[];
      /** What could not be taken out of zips. */
      readonly refused: Refused;
      /** Which slices of volumes are looked at; null where there is no volume. */
      readonly volumes: VolumeChoice | null;
      /** In the order of the files, as far as they have come. */
      readonly rows: readonly ClassifiedRow[];
      readonly progress: ClassifyProgress | null;
      readonly stopped: boolean;
    };

/** Something was or is being classified. */
export type Classified = Extract<ClassifyState, { step: 'running' | 'done' }>;

export function isClassified(state: ClassifyState): state is Classified {
  return state.step === 'running' || state.step === 'done';
}

export const notClassifying: ClassifyState = { step: 'idle' };

export function classifyStarted(
  modelId: string,
  files: readonly DroppedFile[],
  volumes: VolumeChoice | null,
  refused: Refused = [],
): ClassifyState {
  const rows = refused.map((each) => ({ status: 'refused', ...each }) as const);
  return { step: 'running', modelId, files, refused, volumes, rows, progress: null, stopped: false };
}

/**
 * Which slices of volumes a model is to look at: those that it looked at last, else those that it was trained on, else all
 * axial ones; null where there is no volume.
 */
export function volumesFor(
  files: readonly Pick<DroppedFile, 'path'>[],
  { id, card }: Pick<ModelSummary, 'id' | 'card'>,
  before: ClassifyState,
): VolumeChoice | null {
  if (!files.some(({ path }) => isVolume(path))) return null;
  const last = isClassified(before) && before.modelId === id ? before.volumes : null;
  return last ?? card.data.volumes ?? ALL_AXIAL_SLICES;
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

/** After the probabilities of a model were calibrated: what it said of the scans, as it says it now. */
export function rowsRescaled(state: ClassifyState, modelId: string, temperature: number): ClassifyState {
  if (!isClassified(state) || state.modelId !== modelId) return state;
  const rows = state.rows.map((row) =>
    row.status === 'classified' ? { ...row, probabilities: rescaled(row.probabilities, temperature) } : row,
  );
  return { ...state, rows };
}
