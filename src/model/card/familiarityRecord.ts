import * as v from 'valibot';
import { number, type RecordOf, text, whole } from '../../dataset/recordSchemas.ts';
import { type NormalModel, packNormalModel, unpackNormalModel } from '../../statistics/prediction/normalModel.ts';

const BYTES_PER_NUMBER = 4;

const normalModelFields = v.strictObject({
  length: whole(1, 1024),
  axes: whole(1, 1024),
  /** Little-endian float32 in base64: see `packNormalModel`. */
  numbers: v.pipe(text(2_000_000), v.base64('must be base64')),
  /** The squared distance from which a scan is questioned. */
  limit: number(0, Number.MAX_VALUE),
});
/** Known scans as a `NormalModel`, and how far from it one may lie. */
const normalModelSchema = v.pipe(
  normalModelFields,
  v.check((record) => read(record) !== null, 'does not hold as many numbers as it says'),
);
export type NormalModelRecord = RecordOf<typeof normalModelSchema>;

/** What a network knows of the scans that it learned from: which others it may be asked about. */
export const familiaritySchema = v.strictObject({
  appearance: normalModelSchema,
  activations: normalModelSchema,
  /** The shorter side of the smallest training scan, pixels. */
  leastSide: whole(1, 1e6),
});
export type FamiliarityRecord = RecordOf<typeof familiaritySchema>;

export function writeNormalModel(model: NormalModel, limit: number): NormalModelRecord {
  const bytes = new Uint8Array(packNormalModel(model).buffer);
  const numbers = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return { length: model.length, axes: model.variances.length, numbers, limit };
}

/** @throws Error for a record that the schema would refuse */
export function readNormalModel(record: NormalModelRecord): NormalModel {
  const model = known.get(record) ?? read(record);
  if (!model) throw new Error('What the model knows of its scans is damaged.');
  known.set(record, model);
  return model;
}

/** A folder's batches are held against the same records. */
const known = new WeakMap<NormalModelRecord, NormalModel>();

function read({ length, axes, numbers }: v.InferOutput<typeof normalModelFields>): NormalModel | null {
  const bytes = Uint8Array.from(atob(numbers), (letter) => letter.charCodeAt(0));
  if (bytes.length % BYTES_PER_NUMBER !== 0) return null;
  return unpackNormalModel(new Float32Array(bytes.buffer), length, axes);
}
