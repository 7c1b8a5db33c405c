import * as v from 'valibot';
import { type RecordOf, text, whole } from '../../dataset/recordSchemas.ts';
import { maximalLayers } from '../networkSpec.ts';

/** The model that a network begins with, as the card of the new one names it. */
export const parentSchema = v.strictObject({
  name: text(1000),
  /** `ModelSummary.fingerprint` */
  fingerprint: v.nullable(text(64)),
  /** Layers from the input on that are not trained, and run as in use. */
  frozen: whole(0, maximalLayers),
});
export const startFromSchema = v.strictObject({ ...parentSchema.entries, modelId: text(100) });
export type StartFrom = RecordOf<typeof startFromSchema>;
