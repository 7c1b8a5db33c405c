import * as v from 'valibot';
import { count, type RecordOf } from './recordSchemas.ts';

export const patientsKnownSchema = v.strictObject({
  /** Scans of all. */
  of: count,
  /** Scans whose patient is known, and how many patients these are. */
  scans: count,
  patients: count,
  /** Volumes, and studies of nobody, of which only that is known which slices are theirs. */
  volumes: count,
});
/** How far it is known whom the scans of a data set are of. */
export type PatientsKnown = RecordOf<typeof patientsKnownSchema>;
