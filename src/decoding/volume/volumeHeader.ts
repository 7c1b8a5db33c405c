import type { BodyAxes } from './bodyAxes.ts';

/** What the header of any format says of its volume. */
export type VolumeHeader = {
  /** Voxels along each axis, as they are stored. */
  readonly counts: readonly [number, number, number];
  /** How many volumes there are; only the first is read. */
  readonly volumes: number;
  /** Along each axis, as they are stored, in millimetres where the header gives a unit. */
  readonly spacing: readonly [number, number, number];
  readonly unit: 'mm' | null;
  /** Value of a voxel = stored number x slope + intercept. */
  readonly slope: number;
  readonly intercept: number;
  /** What the header wants to be shown as black and white; null where it does not say. */
  readonly shown: { readonly low: number; readonly high: number } | null;
  readonly axes: BodyAxes;
  /** Where the axes come from; 'stored' where the header says nothing of them. */
  readonly axesFrom: 'sform' | 'qform' | 'header' | 'stored';
};
