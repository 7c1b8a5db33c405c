import { SUBSETS } from '../../../dataset/split/splitSettings.ts';
import type { SplitRow, Target } from '../../../export/target.ts';
import { EXPORT_TARGETS, type ExportTarget } from '../../../export/targets.ts';
import type { ModelCard } from '../../../model/card.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';
import type { JobsContext } from '../context.ts';
import { foldOfModel } from './foldOfModel.ts';

/** A model as a file. @throws Error in words where that takes its scans, and they are not here */
export async function writeModelAs(context: JobsContext, model: ModelRecord, target: ExportTarget): Promise<Blob> {
  const { needsSplit, write }: Target = EXPORT_TARGETS[target];
  return write(needsSplit ? { ...model, split: await splitRows(context, model.card) } : model);
}

/** Where the split of a model put the scans of its data set. */
async function splitRows(context: JobsContext, card: ModelCard): Promise<SplitRow[]> {
  const { dataSet, groups, fold } = await foldOfModel(context, card);
  const places = new Map(dataSet.scans.map(({ sha256 }, index) => [sha256, index]));
  return SUBSETS.flatMap((part) =>
    fold.parts[part].flatMap((sha256) => {
      const index = places.get(sha256);
      const scan = index === undefined ? undefined : dataSet.scans[index];
      if (index === undefined || !scan) return [];
      return { sha256, path: scan.path, className: scan.className, group: groups[index] ?? index, part };
    }),
  );
}
