import type { SlicesDescription } from '../description.ts';

export const description = {
  name: 'npy-volume',
  label: 'NumPy',
  extensions: ['npy'],
  mediaTypes: ['application/octet-stream'],
  holds: 'slices',
  sliceCode: 7,
} as const satisfies SlicesDescription;
