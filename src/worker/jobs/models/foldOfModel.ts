import type { DataSet } from '../../../dataset/scan.ts';
import { type Fold, foldsOf } from '../../../dataset/split/folds.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import type { JobsContext } from '../context.ts';

/**
 * The split that a model was trained on, made again from the scans that are here.
 * @throws Error in words where they are not those of the model, or it is several networks
 */
export async function foldOfModel(
  context: JobsContext,
  { data, split, folds, classes }: Pick<ModelCard, 'data' | 'split' | 'folds' | 'classes'>,
): Promise<{ readonly dataSet: DataSet; readonly groups: Int32Array; readonly fold: Fold }> {
  if (!context.dataSet || context.version().hash !== data.fingerprint)
    throw new Error(
      `The scans that this model was trained on (${data.name}) are not those in this browser. Drop them under Data, and undo later changes.`,
    );
  if (folds) throw new Error('This model is several networks on several splits: take a model of one.');
  const dataSet = context.requireDataSet();
  if (dataSet.classes.join('\n') !== classes.join('\n'))
    throw new Error('The classes of the data set are in another order than those of the model.');
  const groups = await context.leakageGroups();
  const [fold] = foldsOf(dataSet.scans, dataSet.classes, groups, split);
  if (!fold) throw new Error('There is nothing to split.');
  return { dataSet, groups, fold };
}
