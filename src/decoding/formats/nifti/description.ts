import type { SlicesDescription } from '../description.ts';

export const description = {
  name: 'nifti',
  label: 'NIfTI',
  extensions: ['nii', 'nii.gz'],
  mediaTypes: ['application/x-nifti'],
  holds: 'slices',
  sliceCode: 1,
} as const satisfies SlicesDescription;
