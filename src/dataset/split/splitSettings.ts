import * as v from 'valibot';
import { type RecordOf, share } from '../recordSchemas.ts';
import { choiceField, decimalField, entriesOf, seedField } from '../settingFields.ts';

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

export const splitSchema = v.strictObject({
  ...entriesOf(splitFields),
  /**
   * What the subsets have their shares of besides the classes: kinds of files (`fileStrata`). Left out in splits made before
   * that was asked, which stay as they are.
   */
  strata: v.exactOptional(v.literal('files')),
  /** They sum to 1. Default 0.7 / 0.15 / 0.15. */
  shares: v.strictObject({ training: share, ...entriesOf(shareFields) }),
});
export type SplitSettings = RecordOf<typeof splitSchema>;
export type Subset = keyof SplitSettings['shares'];

export const SUBSETS = ['training', 'validation', 'test'] as const satisfies readonly Subset[];
