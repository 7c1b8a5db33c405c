import * as v from 'valibot';
import { list, number, type RecordOf, share, text } from '../../dataset/recordSchemas.ts';

// What is decided about a trained network on its validation set, and when its test set was looked at.

/** How a threshold was found on the validation set; `evaluation/threshold/threshold.ts` says what each rule does. */
export const thresholdRuleSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('steady') }),
  v.strictObject({ kind: v.literal('youden') }),
  v.strictObject({ kind: v.literal('sensitivity'), least: share }),
  v.strictObject({ kind: v.literal('specificity'), least: share }),
  /** What a missed positive scan costs, in false alarms, where this share of scans is positive. */
  v.strictObject({ kind: v.literal('cost'), missCost: number(0.001, 1000), prevalence: share }),
  v.strictObject({ kind: v.literal('hand') }),
]);
export type ThresholdRule = RecordOf<typeof thresholdRuleSchema>;

/** A scan whose probability is from `low` up to below `high` is left undecided. */
export const undecidedSchema = v.pipe(
  v.strictObject({ low: share, high: share }),
  v.check(({ low, high }) => low <= high, 'must have its lower end below its upper one'),
);
export type UndecidedZone = RecordOf<typeof undecidedSchema>;

/** What the logits are divided by. */
export const temperatureSchema = number(0.01, 100);

/** A look at the test set, and what stood when it was taken. */
const openingSchema = v.strictObject({
  /** ISO 8601, UTC. */
  at: text(40),
  threshold: v.nullable(share),
  temperature: v.exactOptional(temperatureSchema),
  undecided: v.exactOptional(undecidedSchema),
});

/** Sealed where there are no openings. */
export const testAccessSchema = v.strictObject({ openings: list(openingSchema, 0, 10_000) });
export type TestOpening = RecordOf<typeof openingSchema>;

/** Whether nobody has looked at the test set of a model yet. */
export function isSealed({ testAccess }: { readonly testAccess?: RecordOf<typeof testAccessSchema> }): boolean {
  return testAccess !== undefined && testAccess.openings.length === 0;
}
