import type { ImageDescription } from '../description.ts';

export const description = {
  name: 'png',
  label: 'PNG',
  extensions: ['png'],
  mediaTypes: ['image/png'],
  holds: 'image',
} as const satisfies ImageDescription;
