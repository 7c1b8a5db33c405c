import type { FormatName, FormatOfSlices } from '../formats.ts';
import type { ImageDescription, SlicesDescription } from './description.ts';

type SlicesName = FormatOfSlices['name'];
type Description = ImageDescription<Exclude<FormatName, SlicesName>> | SlicesDescription<SlicesName>;

/**
 * What every format of `formats.ts` is called. Read from the folders, because that list carries the decoders with it,
 * which neither the page nor the storage needs.
 */
export const DESCRIPTIONS: readonly Description[] = Object.values(
  import.meta.glob<Description>('./*/description.ts', { eager: true, import: 'description' }),
);

/** e.g. 'BMP, DICOM, GIF' */
export const FORMAT_LABELS = [...new Set(DESCRIPTIONS.map(({ label }) => label))].join(', ');

export const FORMAT_NAMES: readonly FormatName[] = DESCRIPTIONS.map(({ name }) => name);

/** Throws where no format has the name, which parsed records rule out. */
export function describeFormat(name: string): Description {
  const description = DESCRIPTIONS.find((each) => each.name === name);
  if (!description) throw new Error(`There is no file format '${name}'.`);
  return description;
}
