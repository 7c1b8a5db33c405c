import type { BackendOffer } from '../../../../../compute/backends.ts';
import type { DataSetView } from '../../../../../dataset/edits/dataSetView.ts';
import type { NetworkInspection } from '../../../../../model/inspectNetwork.ts';
import { sharedLayers } from '../../../../../model/startFrom.ts';
import type { SplitSummary } from '../../../../../worker/jobs/dataSet/dataSetProtocol.ts';
import type { ModelSummary } from '../../../../../worker/jobs/models/modelProtocol.ts';
import type { TrainingRequest } from '../../../../../worker/jobs/training/trainingProtocol.ts';
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
  /** Those that a network can begin with. */
  readonly models: readonly ModelSummary[];
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
  const problem = settingsProblem(request) ?? startFromProblem(request, outlook.models);
  if (problem !== null) return problem;
  if (!inspection) return 'Checking the network.';
  if (inspection.problem !== null) return networkObstacle(inspection, inspection.problem);
  if (!split) return 'Drawing the split.';
  if (split.problem !== null) return split.problem;
  const offer = backends?.find(({ backend }) => backend === request.backend);
  if (offer && !offer.available) return `${offer.note} Choose another backend, or Auto.`;
  return null;
}

/** Why the network cannot begin with the model that was chosen; null where it can, or none was. */
function startFromProblem(
  { startFrom, preprocessing, network }: TrainingRequest,
  models: readonly ModelSummary[],
): string | null {
  if (!startFrom) return null;
  const model = models.find(({ id }) => id === startFrom.modelId);
  if (!model) return `${startFrom.name}, which this network begins with, was deleted. Choose another under Start from.`;
  const { size, depth } = model.card.preprocessing;
  if (size !== preprocessing.size || depth !== preprocessing.depth)
    return `${model.name} takes ${size} × ${size} × ${depth}. Choose that input size and depth, or random weights.`;
  const shared = sharedLayers(network, model.card.network);
  if (shared === 0) return `No layer of this network is one of ${model.name}. Choose random weights under Start from.`;
  if (Number.isInteger(startFrom.frozen) && startFrom.frozen >= 0 && startFrom.frozen <= shared) return null;
  return `${model.name} has ${shared} layers in common with this network: freeze from 0 to ${shared}.`;
}

/** The layer says itself what is wrong with it, in its place. */
function networkObstacle({ layers }: NetworkInspection, problem: string): string {
  const place = layers.findIndex((layer) => layer.problem !== null);
  return place < 0 ? problem : `Layer ${place + 1} does not fit its input. See Network.`;
}
