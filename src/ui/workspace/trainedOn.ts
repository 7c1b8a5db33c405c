import type { DataSetView } from '../../dataset/edits/dataSetView.ts';
import type { ModelCard } from '../../model/card.ts';

/**
 * Whether a model learned from this data set: scans may have been added or taken out since, and classes renamed. A model
 * that saw none of its versions is told by the names.
 */
export function isTrainedOn(
  { data, classes }: Pick<ModelCard, 'data' | 'classes'>,
  dataSet: Pick<DataSetView, 'name' | 'synthetic' | 'classes' | 'history'>,
): boolean {
  if (dataSet.history.some(({ hash }) => hash === data.fingerprint)) return true;
  const isSame = data.name === dataSet.name && data.synthetic === dataSet.synthetic;
  return isSame && classes.every((name) => dataSet.classes.includes(name));
}
