import type { VolumeChoice } from './volumeChoice.ts';

export const ALL_AXIAL_SLICES: VolumeChoice = { plane: 'axial', from: 0, to: 1 };

/** Volumes are cut into slices. */
export function isVolume(path: string): boolean {
  return /\.((nii|hdr)(\.gz)?|nrrd|nhdr|mha|mhd|mgh|mgz|volume\.npy)$/i.test(path);
}
