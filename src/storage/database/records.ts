import * as v from 'valibot';
import { describeIssue } from '../../dataset/recordSchemas.ts';
import { inWords } from '../../dataset/userError.ts';

/** A record read back from IndexedDB that is not what was written there. */
export class BrokenRecordError extends Error {
  override readonly name = 'BrokenRecordError';
}

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'is not 64 hexadecimal digits'));
export const codedEntries = { code: v.string(), params: v.record(v.string(), v.union([v.string(), v.number()])) };

/** Earlier versions stored a sentence where there is a code now: it becomes the code of a sentence that has no other. */
export function withCode(field: string): (raw: unknown) => unknown {
  return (raw) => {
    const sentence = (raw as Record<string, unknown> | null)?.[field];
    return typeof sentence === 'string' ? { ...(raw as object), ...inWords(sentence) } : raw;
  };
}

/**
 * The one way from a record to what the program works with.
 * @param what names the record in the sentence: 'The stored run'
 * @throws BrokenRecordError
 */
export function parseRecord<Value>(what: string, schema: v.GenericSchema<unknown, Value>, raw: unknown): Value {
  const result = v.safeParse(schema, raw);
  if (result.success) return result.output;
  throw new BrokenRecordError(`${what} cannot be read back (${describeIssue(result.issues[0])}).`);
}

/** Null where the record is not what was written. */
export function readable<Value>(schema: v.GenericSchema<unknown, Value>, raw: unknown): Value | null {
  const result = v.safeParse(schema, raw);
  return result.success ? result.output : null;
}
