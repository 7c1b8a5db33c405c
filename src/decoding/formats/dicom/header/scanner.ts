import type { DataSet } from 'dicom-parser';

const MANUFACTURER = 'x00080070';
const MODEL = 'x00081090';
const FIELD_STRENGTH = 'x00180087';
const MOST_LETTERS = 80;

/**
 * The machine that took the image, as in 'SIEMENS Skyra, 3 T': scans of one scanner are alike in ways that say nothing of the class.
 * Null where the file names none. Neither a hospital nor a serial number is read.
 */
export function readScanner(header: DataSet): string | null {
  const text = (tag: string) => header.string(tag)?.trim().replace(/\s+/g, ' ') ?? '';
  const [maker, model] = [text(MANUFACTURER), text(MODEL)];
  // Some models begin with their maker.
  const name = model.toLowerCase().startsWith(maker.toLowerCase()) ? model : `${maker} ${model}`.trim();
  const tesla = header.floatString(FIELD_STRENGTH);
  const parts = [name, tesla ? `${Number(tesla.toPrecision(2))} T` : ''].filter(Boolean);
  return parts.join(', ').slice(0, MOST_LETTERS) || null;
}
