import * as v from 'valibot';
import { familiaritySchema } from '../../../model/card/familiarityRecord.ts';
import { artifactsSchema, predictionsSchema } from '../../../storage/models/modelRecords.ts';
import { historySchema } from '../../../storage/training/runRecords.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A fold that is done: its network, and what that says of its validation and test scans. Kept with an interrupted run. */
const foldResultSchema = v.object({
  name: v.string(),
  /** A run goes on only with the same folds. */
  dealing: v.string(),
  artifacts: artifactsSchema,
  bestEpoch: count,
  history: historySchema,
  trainingScans: count,
  testScansWithTwin: count,
  validation: predictionsSchema,
  test: predictionsSchema,
  familiarity: v.nullable(familiaritySchema),
});
type FoldRecord = v.InferOutput<typeof foldResultSchema>;
export type FoldResult = Omit<FoldRecord, 'dealing'> & { readonly splitHash: string };

/** @throws Error where one is damaged: the run can only be discarded */
export function parseFoldResults(raw: readonly unknown[]): FoldResult[] {
  return raw.map((each, index) => {
    const parsed = v.safeParse(foldResultSchema, each);
    if (parsed.success) return foldResultOf(parsed.output);
    throw new Error(`Fold ${index + 1} of the interrupted run is damaged. Discard the run and train again.`);
  });
}

function foldResultOf({ dealing: splitHash, ...others }: FoldRecord): FoldResult {
  return { ...others, splitHash };
}

/** As records have it. */
export function foldRecordOf({ splitHash: dealing, ...others }: FoldResult): FoldRecord {
  return { ...others, dealing };
}
