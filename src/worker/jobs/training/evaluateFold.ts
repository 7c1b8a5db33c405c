import type { DataSetVersion } from '../../../dataset/edits/version.ts';
import { evenly } from '../../../dataset/evenly.ts';
import type { DataSet } from '../../../dataset/scan.ts';
import type { Fold } from '../../../dataset/split/folds.ts';
import { appearances } from '../../../inference/appearance.ts';
import { fitFamiliarity, type SeenScans } from '../../../inference/familiarity.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import type { StartingWeights } from '../../../model/startFrom.ts';
import type { TrainingHistory } from '../../../training/history.ts';
import type { TrainingEnd } from '../../../training/trainingJob.ts';
import type { ComputeBackend } from '../../backend/computeBackend.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { Remote } from '../../rpc/peer.ts';
import type { JobsContext } from '../context.ts';
import type { FoldResult } from './foldResult.ts';
import { labelledPixels } from './preparePixels.ts';
import { splitHash } from './savedCheckpoint.ts';
import { subsetPredictions } from './subsetPredictions.ts';
import type { TrainingRequest } from './trainingProtocol.ts';

/** What every network of a run is made of. */
export type RunData = {
  readonly dataSet: DataSet;
  readonly version: DataSetVersion;
  /** For each scan the number of what the split keeps on one side. */
  readonly groups: Int32Array;
  readonly request: TrainingRequest;
  readonly pixels: ReadonlyMap<string, Uint8Array>;
  /** Left out where it begins with random weights. */
  readonly start?: StartingWeights;
};

type TrainedNetwork = RunData & {
  readonly fold: Fold;
  readonly best: NonNullable<TrainingEnd['best']>;
  readonly history: TrainingHistory;
};

/** More training scans hardly change what is usual. */
const MOST_LOOKED_AT = 2000;

/** Evaluates the best network of a fold on its validation and test set, and learns from its scans what is usual. */
export async function evaluateFold(context: JobsContext, trained: TrainedNetwork): Promise<FoldResult> {
  const { dataSet, request, best, history, fold } = trained;
  const { training, validation, test } = fold.parts;
  const input = networkInputOf(request);
  const evaluated = await withBackendRestart(context.host, request.backend, async (backend) => {
    await backend.load(crypto.randomUUID(), best.artifacts);
    return {
      familiarity: await familiarityOf(backend, trained),
      validation: await subsetPredictions(backend, trained, validation, input),
      test: await subsetPredictions(backend, trained, test, input),
    };
  });
  return {
    ...evaluated,
    name: fold.name,
    splitHash: await splitHash(dataSet.classes, fold),
    artifacts: best.artifacts,
    bestEpoch: best.epoch,
    history,
    trainingScans: training.length,
    testScansWithTwin: fold.testScansWithTwin,
  };
}

/** What is usual of the scans that the network learned from, by how they look and by what it makes of them. */
async function familiarityOf(backend: Remote<ComputeBackend>, { dataSet, request, pixels, fold }: TrainedNetwork) {
  const { size, depth } = request.preprocessing;
  const input = networkInputOf(request);
  const seen = async (sha256: readonly string[]): Promise<SeenScans> => {
    const part = labelledPixels(dataSet, sha256, pixels, size * size * depth);
    const looks = appearances(part.pixels, sha256.length, input);
    const { values } = await backend.embed(part.pixels, sha256.length, input);
    return { appearances: looks, activations: values, count: sha256.length };
  };
  const looked = evenly(fold.parts.training, MOST_LOOKED_AT);
  const validated = evenly(fold.parts.validation, MOST_LOOKED_AT);
  return fitFamiliarity(await seen(looked), await seen(validated), leastSide(dataSet, looked));
}

/** The shorter side of the smallest scan, pixels; 1 of none. */
function leastSide({ scans }: DataSet, sha256s: readonly string[]): number {
  const among = new Set(sha256s);
  return scans.reduce(
    (least, { sha256, width, height }) => (among.has(sha256) ? Math.min(least, width, height) : least),
    among.size === 0 ? 1 : Number.MAX_SAFE_INTEGER,
  );
}
