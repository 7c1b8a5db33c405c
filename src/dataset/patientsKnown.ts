import * as v from 'valibot';
import { count, type RecordOf } from './recordSchemas.ts';

export const patientsKnownSchema = v.strictObject({
  /** Scans of all. */
  of: count,
  /** Scans whose patient is known, and how many patients these are. */
  scans: count,
  patients: count,
  /** Volumes, and studies without a patient: only their slices are known. */
  volumes: count,
});
/** How far it is known whom the scans of a data set are of. */
export type PatientsKnown = RecordOf<typeof patientsKnownSchema>;
