/** How a volume is cut. Axial slices lie across the body, coronal ones along its front, sagittal ones along its side. */
export type Plane = 'axial' | 'coronal' | 'sagittal';

/** Which slices of a volume are taken. */
export type VolumeChoice = {
  readonly plane: Plane;
  /** Shares of the stack, 0..1: {from: 0, to: 1} is all of it. Counted from the feet, the back or the left of the person. */
  readonly from: number;
  readonly to: number;
};

export const ALL_AXIAL: VolumeChoice = { plane: 'axial', from: 0, to: 1 };

/** NIfTI files are cut into slices. */
export function isVolume(path: string): boolean {
  return /\.nii(\.gz)?$/i.test(path);
}
