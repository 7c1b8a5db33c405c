import type { ImageDescription } from '../description.ts';

export const description = {
  name: 'webp',
  label: 'WebP',
  extensions: ['webp'],
  mediaTypes: ['image/webp'],
  holds: 'image',
} as const satisfies ImageDescription;
