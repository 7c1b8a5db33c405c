import * as v from 'valibot';
import type { ImportAnswers, ImportSources } from '../../dataset/import/importSources.ts';
import type { UnfinishedImport } from '../../dataset/import/unfinishedImport.ts';
import type { DataSet } from '../../dataset/scan.ts';
import { volumeChoiceSchema } from '../../dataset/volumeChoice.ts';
import { count } from '../database/records.ts';

export type DataSetHeader = Omit<DataSet, 'scans'>;

/** `salt`: random, 32 hex digits; headers from before it was drawn lack it. `unfinished` is there while files are unread. */
export type StoredHeader = DataSetHeader & { readonly salt?: string; readonly unfinished?: UnfinishedImport };

const columnIndex = v.nullable(count);
const tableColumns = v.object({
  ...{ file: columnIndex, className: columnIndex, patient: columnIndex },
  // Not in answers of before there were any.
  folder: v.optional(columnIndex, null),
  subset: v.optional(columnIndex, null),
  oneHot: v.optional(v.nullable(v.array(count)), null),
});
const answersSchema: v.GenericSchema<unknown, ImportAnswers> = v.object({
  leftOut: v.array(v.string()),
  looseClass: v.string(),
  labelsFrom: v.nullable(v.string()),
  patients: v.variant('from', [
    v.object({ from: v.literal('nothing') }),
    v.object({ from: v.literal('table'), path: v.string() }),
    v.object({ from: v.literal('name'), pattern: v.string() }),
  ]),
  volumes: v.nullable(volumeChoiceSchema),
  level: v.optional(v.union([v.literal('innermost'), count])),
  withAugmented: v.optional(v.boolean()),
  columns: v.array(v.tuple([v.string(), tableColumns])),
});
/** A browser that keeps no handles does not know what one is. */
const handleSchema = v.custom<FileSystemHandle>(
  (value) => 'FileSystemHandle' in globalThis && value instanceof FileSystemHandle,
);
const sourcesSchema: v.GenericSchema<unknown, ImportSources> = v.object({
  handles: v.array(handleSchema),
  answers: answersSchema,
});
const classFiles = v.array(v.object({ name: v.string(), files: count, read: count }));
export const unfinishedSchema: v.GenericSchema<unknown, UnfinishedImport> = v.object({
  id: v.string(),
  step: v.picklist(['running', 'stopped', 'failed']),
  classes: classFiles,
  earlier: classFiles,
  sources: v.fallback(v.optional(sourcesSchema), undefined),
});
