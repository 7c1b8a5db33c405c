export type Scalar = string | number | boolean | null;
export type Entry = Readonly<Record<string, unknown>>;

/** Returns a value as a cell: several labels are divided as in a table's; what has parts of its own says nothing that a cell could. */
export function cellOf(value: unknown): string {
  if (isListOfScalars(value)) return value.join('|');
  return isScalar(value) && value !== null ? String(value).trim() : '';
}

export function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

export function isListOfScalars(value: unknown): value is readonly Scalar[] {
  return Array.isArray(value) && value.every(isScalar);
}

/** Also true of an empty list. */
export function areEntries(value: unknown): value is readonly Entry[] {
  return Array.isArray(value) && value.every(isEntry);
}

export function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
