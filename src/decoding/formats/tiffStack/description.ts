import type { SlicesDescription } from '../description.ts';

export const description = {
  name: 'tiff-stack',
  label: 'TIFF',
  extensions: ['tif', 'tiff'],
  mediaTypes: ['image/tiff'],
  holds: 'slices',
  sliceCode: 6,
} as const satisfies SlicesDescription;
