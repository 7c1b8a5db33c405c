import type { VolumeChoice } from './volumeChoice.ts';

export const ALL_AXIAL_SLICES: VolumeChoice = { plane: 'axial', from: 0, to: 1 };

/** NIfTI files are cut into slices. */
export function isVolume(path: string): boolean {
  return /\.nii(\.gz)?$/i.test(path);
}
