import type { SlicesDescription } from '../description.ts';

export const description = {
  name: 'mgh',
  label: 'MGH',
  extensions: ['mgz', 'mgh'],
  mediaTypes: ['application/octet-stream'],
  holds: 'slices',
  sliceCode: 4,
} as const satisfies SlicesDescription;
