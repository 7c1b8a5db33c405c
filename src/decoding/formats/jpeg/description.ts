import type { ImageDescription } from '../format.ts';

export const description = {
  name: 'jpeg',
  label: 'JPEG',
  extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
  mediaTypes: ['image/jpeg'],
  holds: 'image',
} as const satisfies ImageDescription;
