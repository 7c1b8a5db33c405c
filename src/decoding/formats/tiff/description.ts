import type { ImageDescription } from '../format.ts';

export const description = {
  name: 'tiff',
  label: 'TIFF',
  extensions: ['tif', 'tiff'],
  mediaTypes: ['image/tiff'],
  holds: 'image',
} as const satisfies ImageDescription;
