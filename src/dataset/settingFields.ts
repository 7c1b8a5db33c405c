import * as v from 'valibot';
import { number, seed, whole } from './recordSchemas.ts';

type Described = {
  readonly label: string;
  readonly hint?: string;
  /** In a list of what was changed; the words of its key where left out. */
  readonly name?: string;
  /** A question about the field, and its answer. */
  readonly help?: { readonly question: string; readonly answer: string };
};

/** A number of a record, and how a form asks for it. */
export type NumberField<Value extends number | null = number> = Described & {
  readonly type: 'number';
  readonly unit?: string;
  /** What a form offers, in the unit that it shows. */
  readonly min: number;
  readonly max: number;
  /** 'any' for free decimals; whole numbers where left out. */
  readonly step?: 'any';
  /** From the number of the record to the one that a form shows, where they differ. */
  readonly scale?: number;
  /** A switch beside the field: the value that it gives when turned off, and the first one when turned on. */
  readonly toggle?: { readonly label: string; readonly hint?: string; readonly off: Value; readonly usual: number };
  readonly schema: v.GenericSchema<Value>;
};

/** One of a few values. */
type ChoiceField<Value extends string | number = string | number> = Described & {
  readonly type: 'choice';
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly schema: v.GenericSchema<Value>;
};

/** On or off. */
export type FlagField = Described & { readonly type: 'flag'; readonly schema: v.GenericSchema<boolean> };

export type SettingField = NumberField | NumberField<number | null> | ChoiceField | FlagField;
/** Fields by the key of their value in a record. */
export type Fields = Readonly<Record<string, SettingField>>;

export type EntriesOf<Of extends Fields> = { readonly [Key in keyof Of]: Of[Key]['schema'] };
/** The part of a record that the fields describe. */
export type ValuesOf<Of extends Fields> = { readonly [Key in keyof Of]: v.InferOutput<Of[Key]['schema']> };

/** Entries of the schema of a record with these fields. */
export function entriesOf<Of extends Fields>(fields: Of): EntriesOf<Of> {
  return Object.fromEntries(Object.entries(fields).map(([key, { schema }]) => [key, schema])) as EntriesOf<Of>;
}

/** A field that records made before it existed do not have: there it is `off`. */
export function addedField<Field extends SettingField>(field: Field, off: v.InferOutput<Field['schema']>): Field {
  // Its type hides that the value may be missing, so that whoever reads a record finds it there.
  return { ...field, schema: v.optional<v.GenericSchema, unknown>(field.schema, off) as Field['schema'] };
}

type Asked<Value extends number | null> = Omit<NumberField<Value>, 'type' | 'schema' | 'step'> & {
  /** What a record may hold, where that is more than a form offers. */
  readonly accepts?: readonly [min: number, max: number];
};

export function wholeField(asked: Asked<number>): NumberField {
  const { accepts: [min, max] = [asked.min, asked.max], ...field } = asked;
  return { ...field, type: 'number', schema: whole(min, max) };
}

export function decimalField(asked: Asked<number>): NumberField {
  const { accepts: [min, max] = [asked.min, asked.max], ...field } = asked;
  return { ...field, type: 'number', step: 'any', schema: number(min, max) };
}

/** A whole number that can be turned off: null. */
export function wholeFieldOrNull(asked: Asked<number | null>): NumberField<number | null> {
  const { accepts: [min, max] = [asked.min, asked.max], ...field } = asked;
  return { ...field, type: 'number', schema: v.nullable(whole(min, max)) };
}

export function choiceField<const Value extends string | number>(
  choice: Omit<ChoiceField<Value>, 'type' | 'schema'>,
): ChoiceField<Value> {
  return { ...choice, type: 'choice', schema: v.picklist(choice.options.map(({ value }) => value)) };
}

export function flagField(flag: Described): FlagField {
  return { ...flag, type: 'flag', schema: v.boolean() };
}

export function seedField(described: Described): NumberField {
  return { ...described, type: 'number', min: 0, max: 2 ** 32 - 1, schema: seed };
}
