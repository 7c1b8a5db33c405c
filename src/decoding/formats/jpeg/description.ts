import type { ImageDescription } from '../description.ts';

export const description = {
  name: 'jpeg',
  label: 'JPEG',
  extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
  mediaTypes: ['image/jpeg'],
  holds: 'image',
} as const satisfies ImageDescription;
