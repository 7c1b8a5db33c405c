import { dataSetFingerprint } from '../../dataset/dataSetFingerprint.ts';
import type { DataSet } from '../../dataset/scan.ts';
import type { Checkpoint } from '../../training/checkpoint.ts';

/** What the run store keeps for us: the checkpoint, and the data set it belongs to. */
export type SavedRun = { readonly dataFingerprint: string; readonly checkpoint: Checkpoint };

export async function savedRunOf(checkpoint: Checkpoint, dataSet: DataSet): Promise<SavedRun> {
  return { dataFingerprint: await dataSetFingerprint(dataSet.scans), checkpoint };
}

/** @throws Error when the data set is not the one of the run any more: its split would be another. */
export async function parseSavedRun(saved: unknown, dataSet: DataSet): Promise<Checkpoint> {
  const { dataFingerprint, checkpoint } = saved as SavedRun;
  if (dataFingerprint !== (await dataSetFingerprint(dataSet.scans))) {
    throw new Error(
      'The data set has changed since this run was saved, so it cannot go on. Discard it and train anew.',
    );
  }
  return checkpoint;
}
