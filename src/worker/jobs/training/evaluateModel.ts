import { subsetGroups } from '../../../audit/duplicateGroups.ts';
import { classHash, type DataSetVersion } from '../../../dataset/edits/version.ts';
import { patientsKnown } from '../../../dataset/patients.ts';
import type { DataSet } from '../../../dataset/scan.ts';
import type { Fold } from '../../../dataset/split/folds.ts';
import { type Predictions, pooled } from '../../../evaluation/predictions.ts';
import { chooseThreshold } from '../../../evaluation/threshold.ts';
import { appearances } from '../../../inference/appearance.ts';
import { fitFamiliarity, type SeenScans } from '../../../inference/familiarity.ts';
import { referenceCount, referencePixels } from '../../../inference/referencePredictions.ts';
import { type ModelCard, parseModelCard } from '../../../model/card.ts';
import type { ThresholdRule } from '../../../model/decisionRecord.ts';
import { distinctName } from '../../../model/distinctName.ts';
import { ensembleOf } from '../../../model/ensemble.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import { networkName } from '../../../model/networkNames.ts';
import type { StartFrom } from '../../../model/parentRecord.ts';
import type { StartingWeights } from '../../../model/startFrom.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';
import { modelNames } from '../../../storage/models/modelStore.ts';
import type { TrainingHistory } from '../../../training/history.ts';
import type { TrainingEnd } from '../../../training/trainingJob.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { TrainingRequest } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';
import { cardMetrics, metricsOf } from '../models/cardMetrics.ts';
import { modelZip } from '../models/modelZip.ts';
import type { FoldResult } from './foldResult.ts';
import { labelledPixels } from './preparePixels.ts';
import { splitHash } from './savedCheckpoint.ts';

/** Any number will do: golden images are drawn from it, and the card carries it. */
const GOLDEN_SEED = 20_26;

/** The threshold's, until the user chooses another one. */
const RULE: ThresholdRule = { kind: 'steady' };

/** What every network of a run is made of. */
export type RunData = {
  readonly dataSet: DataSet;
  readonly version: DataSetVersion;
  /** For each scan the number of what the split keeps on one side. */
  readonly bundles: Int32Array;
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

/** More training scans hardly change what is usual. */
const MOST_LOOKED_AT = 2000;

/** Evaluates the best network of a fold on its validation and test set, and learns from its scans what is usual. */
export async function evaluateFold(context: JobsContext, trained: TrainedNetwork): Promise<FoldResult> {
  const { dataSet, bundles, request, pixels, best, history, fold } = trained;
  const { training, validation, test } = fold.parts;
  const { size, depth } = request.preprocessing;
  const input = networkInputOf(request);
  const evaluated = await withBackendRestart(context.host, request.backend, async (backend) => {
    await backend.load(crypto.randomUUID(), best.artifacts);
    const predictionsOf = async (sha256: readonly string[]): Promise<Predictions> => {
      const part = labelledPixels(dataSet, sha256, pixels, size * size * depth);
      const probabilities = await backend.predict(part.pixels, sha256.length, input);
      return withGroups(dataSet, bundles, { sha256, labels: [...part.labels], probabilities });
    };
    const seen = async (sha256: readonly string[]): Promise<SeenScans> => {
      const part = labelledPixels(dataSet, sha256, pixels, size * size * depth);
      const looks = appearances(part.pixels, sha256.length, input);
      const { values } = await backend.embed(part.pixels, sha256.length, input);
      return { appearances: looks, activations: values, count: sha256.length };
    };
    const looked = evenly(training, MOST_LOOKED_AT);
    const familiarity = fitFamiliarity(
      await seen(looked),
      await seen(evenly(validation, MOST_LOOKED_AT)),
      leastSide(dataSet, looked),
    );
    return { familiarity, validation: await predictionsOf(validation), test: await predictionsOf(test) };
  });
  return {
    ...evaluated,
    name: fold.name,
    dealing: await splitHash(dataSet.classes, fold),
    artifacts: best.artifacts,
    bestEpoch: best.epoch,
    history,
    trainingScans: training.length,
    testScansWithTwin: fold.testScansWithTwin,
  };
}

function withGroups(dataSet: DataSet, bundles: Int32Array, predictions: Predictions): Predictions {
  const scans = predictions.sha256.map((sha256) => ({ sha256 }));
  return { ...predictions, bundles: [...subsetGroups(dataSet.scans, bundles, scans)] };
}

/**
 * The model that the folds lead to: their networks together, with what each said of scans that it had not seen. `predictions.test`
 * has one row a scan, by its SHA-256: of k folds all scans of the data set are there (out-of-fold predictions).
 */
export async function modelOfFolds(
  context: JobsContext,
  { dataSet, version, bundles, request }: RunData,
  folds: readonly [FoldResult, ...FoldResult[]],
): Promise<ModelRecord> {
  const id = crypto.randomUUID();
  const { size, depth } = request.preprocessing;
  const [first] = folds;
  const artifacts = ensembleOf(
    folds.map((fold) => fold.artifacts),
    [size, size, depth],
  );
  const validation = withGroups(dataSet, bundles, pooled(folds.map((fold) => fold.validation)));
  const test = withGroups(dataSet, bundles, pooled(folds.map((fold) => fold.test)));
  const classCount = dataSet.classes.length;
  const threshold = classCount === 2 ? chooseThreshold(validation, RULE) : null;
  const createdAt = new Date().toISOString();
  // Several networks are trained to be tested: nothing of that is sealed.
  const testAccess = { openings: request.split.testing ? [{ at: createdAt, threshold }] : [] };
  const goldenImages = { seed: GOLDEN_SEED, columns: dataSet.classes };
  const goldenPixels = referencePixels(goldenImages, request.preprocessing);
  const known = await withBackendRestart(context.host, request.backend, async (backend, info) => {
    await backend.load(id, artifacts);
    const golden = await backend.predict(goldenPixels, referenceCount, networkInputOf(request));
    return { golden, tfjs: await backend.tfjsVersion(), backend: info.backend, device: info.device };
  });
  const mean = (values: readonly number[]) => Math.round(values.reduce((sum, each) => sum + each, 0) / values.length);
  const card: ModelCard = {
    format: 'axial-model-card',
    formatVersion: 1,
    name: distinctName(nameOf(dataSet, request), await modelNames(context.db).catch(() => [])),
    createdAt,
    classes: dataSet.classes,
    positiveClass: classCount === 2 ? (dataSet.classes[1] ?? null) : null,
    network: request.network,
    preprocessing: request.preprocessing,
    augmentation: request.augmentation,
    hyperparameters: request.hyperparameters,
    ...(request.startFrom && { parent: parentOf(request.startFrom) }),
    threshold,
    testAccess,
    thresholdFrom: 'validation',
    ...(threshold !== null && { thresholdRule: RULE }),
    data: {
      name: dataSet.name,
      synthetic: dataSet.synthetic,
      fingerprint: version.hash,
      version: version.number,
      classHashes: await Promise.all(dataSet.classes.map((name) => classHash(dataSet.scans, name))),
      scansPerClass: dataSet.classes.map((name) => dataSet.scans.filter((scan) => scan.className === name).length),
      patients: patientsKnown(dataSet.scans),
      ...(dataSet.volumes && { volumes: dataSet.volumes }),
    },
    split: {
      ...request.split,
      scans: {
        training: mean(folds.map((fold) => fold.trainingScans)),
        validation: mean(folds.map((fold) => fold.validation.sha256.length)),
        test: test.sha256.length,
      },
      testScansWithTwin: folds.reduce((sum, fold) => sum + fold.testScansWithTwin, 0),
      testGroups: new Set(test.bundles).size,
    },
    ...(request.split.testing && {
      folds: folds.map((fold) => ({
        name: fold.name,
        training: fold.trainingScans,
        validation: fold.validation.sha256.length,
        testGroups: new Set(fold.test.bundles).size,
        bestEpoch: fold.bestEpoch,
        figures: metricsOf(fold.test, classCount, threshold),
      })),
    }),
    ...(first.familiarity && { familiarity: first.familiarity }),
    figures: cardMetrics({ classes: dataSet.classes, threshold, testAccess }, { validation, test }),
    golden: { ...goldenImages, probabilities: known.golden },
    epochsTrained: first.history.epochs.length,
    bestEpoch: first.bestEpoch,
    software: { axial: __APP_VERSION__, tfjs: known.tfjs, backend: known.backend, device: known.device },
  };
  const { history } = first;
  return { id, history, predictions: { validation, test }, card: parseModelCard(card), artifacts, imported: false };
}

function parentOf({ modelId: _, ...parent }: StartFrom): NonNullable<ModelCard['parent']> {
  return parent;
}

/** Up to `most` of them, from all over. */
function evenly<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, items.length / most);
  return items.filter((_, index) => Math.floor((index + 1) / step) > Math.floor(index / step));
}

/** The shorter side of the smallest scan, pixels; 1 of none. */
function leastSide({ scans }: DataSet, sha256s: readonly string[]): number {
  const among = new Set(sha256s);
  return scans.reduce(
    (least, { sha256, width, height }) => (among.has(sha256) ? Math.min(least, width, height) : least),
    among.size === 0 ? 1 : Number.MAX_SAFE_INTEGER,
  );
}

function nameOf(dataSet: DataSet, request: TrainingRequest): string {
  return `${networkName(request.network.preset)} ${request.preprocessing.size} px, ${dataSet.name}`;
}
