import type { SlicesDescription } from '../description.ts';

export const description = {
  name: 'metaimage',
  label: 'MetaImage',
  extensions: ['mha'],
  mediaTypes: ['application/octet-stream'],
  holds: 'slices',
  sliceCode: 3,
} as const satisfies SlicesDescription;
