import type { ImageDescription } from '../description.ts';

export const description = {
  name: 'bmp',
  label: 'BMP',
  extensions: ['bmp', 'dib'],
  mediaTypes: ['image/bmp'],
  holds: 'image',
} as const satisfies ImageDescription;
