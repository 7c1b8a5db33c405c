import type { ImageDescription } from '../description.ts';

export const description = {
  name: 'npy',
  label: 'NumPy',
  extensions: ['npy'],
  mediaTypes: ['application/octet-stream'],
  holds: 'image',
} as const satisfies ImageDescription;
