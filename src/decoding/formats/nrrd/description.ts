import type { SlicesDescription } from '../description.ts';

export const description = {
  name: 'nrrd',
  label: 'NRRD',
  extensions: ['nrrd', 'nhdr'],
  mediaTypes: ['application/octet-stream'],
  holds: 'slices',
  sliceCode: 2,
} as const satisfies SlicesDescription;
