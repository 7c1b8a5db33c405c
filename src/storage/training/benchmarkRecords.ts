import * as v from 'valibot';
import { backendBenchmarkSchema } from '../../compute/benchmark/chooseBackend.ts';
import type { RecordOf } from '../../dataset/recordSchemas.ts';

/** How fast the backends of a device train one network. */
export const benchmarksSchema = v.object({
  /** The device, its backends and the version of Axial: what was measured elsewhere is worth nothing. */
  setting: v.string(),
  trials: v.array(backendBenchmarkSchema),
  /** ISO 8601, UTC. */
  measuredAt: v.string(),
});
export type StoredBenchmarks = RecordOf<typeof benchmarksSchema>;
