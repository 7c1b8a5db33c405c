import * as v from 'valibot';
import type { OutlierGallery, Shortcut } from '../../audit/auditReport.ts';
import type { RecordOf } from '../../dataset/recordSchemas.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { count, sha256 } from '../database/records.ts';
import { colourModeSchema } from '../dataSet/scanRecords.ts';

const figure: v.GenericSchema<unknown, Estimate> = v.object({ value: v.number(), low: v.number(), high: v.number() });
const shortcutSchema: v.GenericSchema<unknown, Shortcut> = v.object({
  from: v.picklist(['size', 'header', 'picture', 'input']),
  preprocessing: v.nullable(v.string()),
  n: count,
  groups: count,
  accuracy: figure,
  auc: figure,
  majority: v.number(),
  table: v.array(v.object({ value: v.string(), countPerClass: v.array(count) })),
});
const gallerySchema: v.GenericSchema<unknown, OutlierGallery> = v.object({
  kind: v.picklist(['dark', 'bright', 'blank', 'tiny', 'aspect', 'contrast', 'outlier']),
  scans: v.array(v.object({ sha256, value: v.number() })),
});
/** What an audit found besides near-duplicates. */
export const findingsSchema = v.object({
  shortcuts: v.array(shortcutSchema),
  oddOnes: v.array(gallerySchema),
  /** Keys of the preprocessings whose input was audited. */
  inputs: v.array(v.string()),
  /** The version of Axial that looked. */
  by: v.string(),
  /** The model by which outliers were found; null where there was none. */
  model: v.nullable(v.string()),
  /** ISO 8601, UTC. */
  at: v.string(),
});
export type StoredFindings = RecordOf<typeof findingsSchema>;

const groupsSchema: v.GenericSchema<unknown, Int32Array> = v.instance(Int32Array);
/** Groups of near-duplicates of all scans that are stored, whatever edits say of them. */
export const duplicatesSchema = v.object({
  /** Of the scans: `orderFingerprint`. */
  of: sha256,
  /** The version of Axial that looked: another may find others. */
  by: v.string(),
  /** For each scan the number of its group. */
  groups: groupsSchema,
});
export type StoredDuplicates = RecordOf<typeof duplicatesSchema>;

/** Statistics of each image, or of each network input. */
export const statisticsSchema = v.pipe(
  v.object({
    by: v.string(),
    sha256s: v.array(v.string()),
    /** Mean, contrast, border, sharpness of each. */
    numbers: v.instance(Float64Array),
    colourModes: v.array(colourModeSchema),
  }),
  v.check(
    ({ sha256s, numbers, colourModes }) =>
      numbers.length === 4 * sha256s.length && colourModes.length === sha256s.length,
    'has lists of different lengths',
  ),
);
export type StoredStatistics = RecordOf<typeof statisticsSchema>;
