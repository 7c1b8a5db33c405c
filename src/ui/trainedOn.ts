import type { ModelCard } from '../model/card.ts';
import type { DataSetView } from '../worker/protocol.ts';

/** Whether a model learned from this data set, as far as names tell: scans may have been added or taken out since. */
export function isTrainedOn(
  { data, classes }: Pick<ModelCard, 'data' | 'classes'>,
  dataSet: Pick<DataSetView, 'name' | 'synthetic' | 'classes'>,
): boolean {
  const isSame = data.name === dataSet.name && data.synthetic === dataSet.synthetic;
  return isSame && classes.every((name) => dataSet.classes.includes(name));
}
