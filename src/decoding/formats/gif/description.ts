import type { ImageDescription } from '../description.ts';

export const description = {
  name: 'gif',
  label: 'GIF',
  extensions: ['gif'],
  mediaTypes: ['image/gif'],
  holds: 'image',
} as const satisfies ImageDescription;
