import type { SlicesDescription } from '../description.ts';

export const description = {
  name: 'dicom',
  label: 'DICOM',
  extensions: ['dcm', 'dicom'],
  mediaTypes: ['application/dicom'],
  holds: 'slices',
  sliceCode: 0,
} as const satisfies SlicesDescription;
