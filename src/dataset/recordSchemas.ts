import * as v from 'valibot';

/** The type of what a schema gives, as nobody may change it. */
export type RecordOf<Schema extends v.GenericSchema> = DeepReadonly<v.InferOutput<Schema>>;
type DeepReadonly<Value> = Value extends ArrayBuffer | ArrayBufferView
  ? Value
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value;

// The parts of the schemas of stored records. A message follows the name of its field: 'seed must be a whole number'.

export const text = (max: number) => v.pipe(v.string(), v.maxLength(max, `is longer than ${max} characters`));
export const name = (max: number) =>
  v.pipe(
    text(max),
    v.check((value) => value.trim() !== '', 'is empty'),
  );
export const number = (min: number, max: number) =>
  v.pipe(
    v.number(),
    v.check((value) => value >= min && value <= max, `must be between ${min} and ${max}`),
  );
export const whole = (min: number, max: number) => v.pipe(number(min, max), v.integer('must be a whole number'));
export const share = number(0, 1);
/** A seed is any number that came from a field of the page. */
export const seed = whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
export const count = whole(0, 1e9);
export const list = <Item extends v.GenericSchema>(item: Item, min: number, max: number) =>
  v.pipe(
    v.array(item),
    v.check((value) => value.length >= min && value.length <= max, `must have ${min} to ${max} entries`),
  );
export const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'));

/** `preprocessing.size must be between 32 and 256`: the field and what is wrong with it. */
export function describeIssue(issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue) ?? 'the whole of it';
  const ours = issue.kind === 'validation' || issue.type === 'check';
  if (ours) return `${field} ${issue.message}`;
  if (issue.expected === 'never') return `${field} is not a known field`;
  if (issue.received === 'undefined') return `${field} is missing`;
  return `${field} must be ${issue.expected ?? 'of another kind'}, not ${shortened(issue.received)}`;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
