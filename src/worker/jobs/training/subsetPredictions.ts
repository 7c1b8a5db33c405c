import { subsetGroups } from '../../../audit/duplicateGroups.ts';
import type { DataSet } from '../../../dataset/scan.ts';
import type { Predictions } from '../../../evaluation/predictions.ts';
import type { NetworkInput } from '../../../model/networkInput.ts';
import type { ComputeBackend } from '../../backend/computeBackend.ts';
import type { Remote } from '../../rpc/peer.ts';
import { labelledPixels } from './preparePixels.ts';

type Prepared = {
  readonly dataSet: DataSet;
  /** The leakage group of each scan, in the order of the data set. */
  readonly groups: Int32Array;
  /** Preprocessed, by SHA-256. */
  readonly pixels: ReadonlyMap<string, Uint8Array>;
};

/** What the network that was loaded last says of these scans, with their labels and groups. */
export async function subsetPredictions(
  backend: Remote<ComputeBackend>,
  { dataSet, groups, pixels }: Prepared,
  sha256: readonly string[],
  input: NetworkInput,
): Promise<Predictions> {
  const { size, depth } = input;
  const subset = labelledPixels(dataSet, sha256, pixels, size * size * depth);
  const probabilities = await backend.predict(subset.pixels, sha256.length, input);
  return withGroups(dataSet, groups, { sha256, labels: [...subset.labels], probabilities });
}

/** Each row with the leakage group of its scan, which intervals count. */
export function withGroups(dataSet: DataSet, groups: Int32Array, predictions: Predictions): Predictions {
  const scans = predictions.sha256.map((sha256) => ({ sha256 }));
  return { ...predictions, groups: [...subsetGroups(dataSet.scans, groups, scans)] };
}
