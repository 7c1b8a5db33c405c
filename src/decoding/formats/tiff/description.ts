import type { ImageDescription } from '../description.ts';

export const description = {
  name: 'tiff',
  label: 'TIFF',
  extensions: ['tif', 'tiff'],
  mediaTypes: ['image/tiff'],
  holds: 'image',
} as const satisfies ImageDescription;
