import type { SlicesDescription } from '../description.ts';

export const description = {
  name: 'analyze',
  label: 'Analyze',
  extensions: ['hdr'],
  mediaTypes: ['application/octet-stream'],
  holds: 'slices',
  sliceCode: 5,
} as const satisfies SlicesDescription;
