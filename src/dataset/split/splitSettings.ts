import * as v from 'valibot';
import { type RecordOf, share } from '../recordSchemas.ts';
import { choiceField, decimalField, entriesOf, seedField, wholeField } from '../settingFields.ts';

export const splitFields = {
  /**
   * 'grouped' never separates what belongs together (copies, one patient); 'random' does, which inflates its figures. 'own' is the split in
   * which the data set came: nobody knows what it separates.
   */
  kind: choiceField({
    label: 'Split',
    hint: 'How scans are assigned to training, validation and test.',
    options: [
      { value: 'grouped', label: 'Grouped' },
      { value: 'random', label: 'Random (inflated by duplicates)' },
      { value: 'own', label: 'The set’s own' },
    ],
  }),
  seed: seedField({ label: 'Split seed', hint: 'Change the seed for a different split.' }),
};
const offeredShare = { unit: '%', min: 5, max: 45, scale: 100, accepts: [0, 1] } as const;
/** Of the scans. Training has the rest. */
export const shareFields = {
  validation: decimalField({ label: 'Validation share', ...offeredShare }),
  test: decimalField({ label: 'Test share', ...offeredShare }),
};

/** More networks than these are not trained in one run. */
export const MOST_FOLDS = 20;

/**
 * How a network is tested, where not on one split: on each of k folds in turn, on splits of k seeds, or on each source that the
 * others know nothing of.
 */
export const testingFields = {
  count: wholeField({ label: 'Networks', hint: 'Each is trained and tested in turn.', min: 2, max: MOST_FOLDS }),
};
const testingSchema = v.variant('by', [
  v.strictObject({ by: v.picklist(['folds', 'repeats']), ...entriesOf(testingFields) }),
  v.strictObject({ by: v.picklist(['folder', 'format']) }),
]);
export type Testing = RecordOf<typeof testingSchema>;

export const splitSchema = v.strictObject({
  ...entriesOf(splitFields),
  /**
   * What the subsets have their shares of besides the classes: kinds of files (`fileStrata`). Left out in splits made before
   * that was asked, which stay as they are.
   */
  strata: v.exactOptional(v.literal('files')),
  /** Left out: one split. */
  testing: v.exactOptional(testingSchema),
  /** They sum to 1. Default 0.7 / 0.15 / 0.15. */
  shares: v.strictObject({ training: share, ...entriesOf(shareFields) }),
});
export type SplitSettings = RecordOf<typeof splitSchema>;

/** k of k-fold cross-validation, and how many split seeds, unless another number is asked for. */
export const USUAL_FOLDS = 5;

/** The same settings, tested on several splits, or on one (null). A set's own split is one: it gives way to the grouped one. */
export function testedBy({ testing: _, kind, ...split }: SplitSettings, testing: Testing | null): SplitSettings {
  return testing ? { ...split, kind: kind === 'own' ? 'grouped' : kind, testing } : { ...split, kind };
}
export type Subset = keyof SplitSettings['shares'];

export const SUBSETS = ['training', 'validation', 'test'] as const satisfies readonly Subset[];
