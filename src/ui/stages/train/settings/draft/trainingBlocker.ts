import type { BackendOffer } from '../../../../../compute/backends.ts';
import type { DataSetView } from '../../../../../dataset/edits/dataSetView.ts';
import type { NetworkInspection } from '../../../../../model/inspectNetwork.ts';
import type { SplitSummary, TrainingRequest } from '../../../../../worker/protocol.ts';
import { formatCounted } from '../../../../components/text/format.ts';
import { emptyClasses } from '../../../data/emptyClasses.ts';
import { readSentence } from '../../../data/import/unfinishedWords.ts';
import { UNKEPT } from '../../trainingWords.ts';
import { settingsProblem } from '../settingsProblem.ts';

/** Everything that decides whether a network can be trained now; null where an answer is still awaited. */
export type TrainingOutlook = {
  readonly dataSet: DataSetView;
  readonly importing: boolean;
  /** A trained network is held in memory alone: another run would take its place. */
  readonly unkept: boolean;
  readonly request: TrainingRequest;
  readonly inspection: NetworkInspection | null;
  readonly split: SplitSummary | null;
  readonly backends: readonly BackendOffer[] | null;
};

/** Why `Train` cannot be pressed, and what to do; null where it can. */
export function trainingBlocker(outlook: TrainingOutlook): string | null {
  const { dataSet, request, inspection, split, backends } = outlook;
  if (outlook.importing) return 'An import is running. Wait until it is done, or stop it.';
  if (outlook.unkept) return UNKEPT;
  if (dataSet.unfinished?.step === 'interrupted') {
    return `An import was interrupted: ${readSentence(dataSet.unfinished)}. Read the rest, or continue with these scans.`;
  }
  const [emptyClass] = emptyClasses(dataSet);
  if (dataSet.classes.length < 2) {
    return `A network needs two classes, but all ${formatCounted(dataSet.scans.length, 'scan')} belong to one. Add a folder of a second class under Data.`;
  }
  if (emptyClass !== undefined) return `${emptyClass} has no scans. Add some under Data.`;
  const problem = settingsProblem(request);
  if (problem !== null) return problem;
  if (!inspection) return 'Checking the network.';
  if (inspection.problem !== null) return networkObstacle(inspection, inspection.problem);
  if (!split) return 'Drawing the split.';
  if (split.problem !== null) return split.problem;
  const engine = backends?.find(({ backend }) => backend === request.backend);
  if (engine && !engine.available) return `${engine.note} Choose another backend, or Auto.`;
  return null;
}

/** The layer says itself what is wrong with it, in its place. */
function networkObstacle({ layers }: NetworkInspection, problem: string): string {
  const place = layers.findIndex((layer) => layer.problem !== null);
  return place < 0 ? problem : `Layer ${place + 1} does not fit its input. See Network.`;
}
