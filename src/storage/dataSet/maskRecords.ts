import * as v from 'valibot';
import type { RecordOf } from '../../dataset/recordSchemas.ts';

/** The masks of one scan: files as they were dropped, or slices that are stored in the place of one. */
export const storedMasksSchema = v.object({
  masks: v.array(v.object({ name: v.string(), bytes: v.instance(ArrayBuffer) })),
});
export type StoredMasks = RecordOf<typeof storedMasksSchema>;
export type StoredMask = StoredMasks['masks'][number];
