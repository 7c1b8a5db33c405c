import type { VolumeChoice } from './volumeChoice.ts';

export const ALL_AXIAL_SLICES: VolumeChoice = { plane: 'axial', from: 0, to: 1 };

/** NIfTI, NRRD and MetaImage files are cut into slices. */
export function isVolume(path: string): boolean {
  return /\.(nii(\.gz)?|nrrd|mha)$/i.test(path);
}
