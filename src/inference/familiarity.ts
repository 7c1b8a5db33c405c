import {
  type FamiliarityRecord,
  type NormalModelRecord,
  readNormalModel,
  writeNormalModel,
} from '../model/card/familiarityRecord.ts';
import { fitNormalModel, squaredDistances } from '../statistics/prediction/normalModel.ts';

/** Scans as they look (`appearances`) and as the network sees them before its last layer (`embed`), [count, length] each. */
export type SeenScans = {
  readonly appearances: Float32Array;
  readonly activations: Float32Array;
  readonly count: number;
};

/** In what a scan is unlike those that the network learned from. */
export type Unlike = 'appearance' | 'activations' | 'size';

/** So few scans say nothing of how others may look. */
const LEAST_SCANS = 40;
/** Axes enough for what varies among scans of one kind; measured, see DECISIONS. */
const APPEARANCE_AXES = 40;
const ACTIVATION_AXES = 16;
/** A direction that few scans tell of is a matter of chance. */
const SCANS_PER_AXIS = 10;
/** Of known scans as many are questioned by each of the two distances. */
const QUESTIONED_SHARE = 0.005;
/** A scan may be half as large as the smallest that was learned from. */
const LEAST_SIDE_SHARE = 0.5;

/**
 * What other scans may be asked about (out-of-distribution detection; Lee et al., 2018, with the Mahalanobis distance): fitted on training
 * scans, its limits set on validation scans so that about 1 % of known scans are questioned. Null where there are too few.
 */
export function fitFamiliarity(
  training: SeenScans,
  validation: SeenScans,
  leastSide: number,
): FamiliarityRecord | null {
  if (training.count < LEAST_SCANS || validation.count === 0) return null;
  return {
    appearance: fitted(training, validation, 'appearances', APPEARANCE_AXES),
    activations: fitted(training, validation, 'activations', ACTIVATION_AXES),
    leastSide,
  };
}

function fitted(
  training: SeenScans,
  validation: SeenScans,
  which: 'appearances' | 'activations',
  axes: number,
): NormalModelRecord {
  const model = fitNormalModel(
    training[which],
    training[which].length / training.count,
    Math.min(axes, Math.floor(training.count / SCANS_PER_AXIS)),
  );
  const distances = squaredDistances(model, validation[which]).toSorted();
  const place = Math.ceil((1 - QUESTIONED_SHARE) * distances.length) - 1;
  // The largest of few distances is exceeded more often than its share says.
  const slack = 1 + 2 / Math.sqrt(distances.length);
  return writeNormalModel(model, (distances[place] ?? 0) * slack);
}

/** For each scan in what it is unlike; empty where it is like those that the network knows. @param sizes width and height, pixels */
export function unlikeness(
  { appearance, activations, leastSide }: FamiliarityRecord,
  scans: SeenScans,
  sizes: readonly { readonly width: number; readonly height: number }[],
): Unlike[][] {
  const looks = squaredDistances(readNormalModel(appearance), scans.appearances);
  const seen = squaredDistances(readNormalModel(activations), scans.activations);
  return sizes.map(({ width, height }, scan) => [
    ...((looks[scan] ?? 0) > appearance.limit ? (['appearance'] as const) : []),
    ...((seen[scan] ?? 0) > activations.limit ? (['activations'] as const) : []),
    ...(Math.min(width, height) < LEAST_SIDE_SHARE * leastSide ? (['size'] as const) : []),
  ]);
}
