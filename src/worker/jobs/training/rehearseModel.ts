import type { DataSet } from '../../../dataset/scan.ts';
import type { Fold } from '../../../dataset/split/folds.ts';
import type { TrainingHistory } from '../../../training/history.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { JobsContext } from '../context.ts';
import { modelZip } from '../models/modelZip.ts';
import { evaluateFold, type RunData } from './evaluateFold.ts';
import { modelOfFolds } from './modelOfFolds.ts';

/** So many scans of each class are enough for an evaluation whose figures nobody sees. */
const REHEARSED_PER_CLASS = 4;

/**
 * Makes a model of the untrained network, downloads it and reads it back, all by the way that the trained one will go:
 * what would fail after hours of training fails before the first batch.
 * @throws Error in words
 */
export async function rehearseModel(context: JobsContext, data: RunData, fold: Fold): Promise<void> {
  const { dataSet, request } = data;
  const { network, hyperparameters } = request;
  const { size, depth } = request.preprocessing;
  const artifacts = await withBackendRestart(context.host, request.backend, (backend) =>
    backend.untrained(network, { size, depth }, dataSet.classes.length, hyperparameters.seed),
  );
  const few = {
    training: [],
    validation: someOfEachClass(dataSet, fold.parts.validation),
    test: someOfEachClass(dataSet, fold.parts.test),
  };
  const best = { artifacts, epoch: hyperparameters.epochs };
  const rehearsed = await evaluateFold(context, {
    ...{ ...data, best, history: NO_HISTORY },
    fold: { ...fold, parts: few },
  });
  const model = await modelOfFolds(context, data, [rehearsed]);
  const { zipModel, unzipModel } = await modelZip();
  const zip = await zipModel(model.card, model.artifacts);
  await unzipModel(new Uint8Array(await zip.arrayBuffer()));
  await context.host.run((backend) => backend.unload());
}

const NO_HISTORY: TrainingHistory = { epochs: [], batchLosses: [] };

function someOfEachClass({ scans, classes }: DataSet, part: readonly string[]): string[] {
  const classOf = new Map(scans.map(({ sha256, className }) => [sha256, className]));
  return classes.flatMap((name) => part.filter((sha256) => classOf.get(sha256) === name).slice(0, REHEARSED_PER_CLASS));
}
