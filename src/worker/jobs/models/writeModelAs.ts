import type { Scan } from '../../../dataset/scan.ts';
import { SUBSETS } from '../../../dataset/split/splitSettings.ts';
import { describeFormat } from '../../../decoding/formats/descriptions.ts';
import { readStoredSlice } from '../../../decoding/slices/storedSlice.ts';
import { valuesHash } from '../../../export/packages/splitCsv.ts';
import type { SplitRow, SplitSlice, Target } from '../../../export/target.ts';
import { EXPORT_TARGETS, type ExportTarget } from '../../../export/targets.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import { readOriginals } from '../../../storage/dataSet/scanBatches.ts';
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
  const slices = await splitSlices(context, dataSet.scans);
  return SUBSETS.flatMap((part) =>
    fold.parts[part].flatMap((sha256) => {
      const index = places.get(sha256);
      const scan = index === undefined ? undefined : dataSet.scans[index];
      if (index === undefined || !scan) return [];
      const slice = slices.get(sha256);
      const row = { sha256, path: scan.path, className: scan.className, group: groups[index] ?? index, part };
      return slice ? { ...row, slice } : row;
    }),
  );
}

/** So many slices are in memory at a time. */
const AT_ONCE = 32;

/** Of the scans that are slices: by what another program finds them again. */
async function splitSlices({ db }: JobsContext, scans: readonly Scan[]): Promise<Map<string, SplitSlice>> {
  const slices = scans.filter(({ format }) => describeFormat(format).holds === 'slices');
  const found = new Map<string, SplitSlice>();
  for (let at = 0; at < slices.length; at += AT_ONCE) {
    const some = slices.slice(at, at + AT_ONCE).map(({ sha256 }) => sha256);
    for (const [index, original] of (await readOriginals(db, some)).entries()) {
      if (!original) continue; // train.py then says that it is missing
      const slice = readStoredSlice(new Uint8Array(original));
      const { window, inverted, padding } = slice;
      found.set(some[index] ?? '', { values: await valuesHash(slice), window, inverted, padding });
    }
  }
  return found;
}
