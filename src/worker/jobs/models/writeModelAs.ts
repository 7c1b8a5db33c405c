import { foldsOf } from '../../../dataset/split/folds.ts';
import { SUBSETS } from '../../../dataset/split/splitSettings.ts';
import type { SplitRow, Target } from '../../../export/target.ts';
import { EXPORT_TARGETS, type ExportTarget } from '../../../export/targets.ts';
import type { ModelCard } from '../../../model/card.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';
import type { JobsContext } from '../context.ts';

/** A model as a file. @throws Error in words where that takes its scans, and they are not here */
export async function writeModelAs(context: JobsContext, model: ModelRecord, target: ExportTarget): Promise<Blob> {
  const { needsSplit, write }: Target = EXPORT_TARGETS[target];
  return write(needsSplit ? { ...model, split: await splitRows(context, model.card) } : model);
}

/** Where the split of a model put the scans of its data set. */
async function splitRows(context: JobsContext, { data, split }: ModelCard): Promise<SplitRow[]> {
  if (!context.dataSet || context.version().hash !== data.fingerprint)
    throw new Error(
      `The scans that this model was trained on (${data.name}) are not those in this browser, so that its split cannot be written. Drop them first, and undo later changes.`,
    );
  const { scans, classes } = context.requireDataSet();
  const groups = await context.leakageGroups();
  const [fold] = foldsOf(scans, classes, groups, split);
  const places = new Map(scans.map(({ sha256 }, index) => [sha256, index]));
  return SUBSETS.flatMap((part) =>
    (fold?.parts[part] ?? []).flatMap((sha256) => {
      const index = places.get(sha256);
      const scan = index === undefined ? undefined : scans[index];
      if (index === undefined || !scan) return [];
      return { sha256, path: scan.path, className: scan.className, group: groups[index] ?? index, part };
    }),
  );
}
