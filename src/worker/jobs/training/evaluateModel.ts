import { subsetGroups } from '../../../audit/duplicateGroups.ts';
import type { DataSetVersion } from '../../../dataset/edits/version.ts';
import { patientsKnown } from '../../../dataset/patients.ts';
import type { DataSet } from '../../../dataset/scan.ts';
import type { Split } from '../../../dataset/split/split.ts';
import type { Subset } from '../../../dataset/split/splitSettings.ts';
import type { Predictions } from '../../../evaluation/predictions.ts';
import { chooseThreshold } from '../../../evaluation/threshold.ts';
import { appearances } from '../../../inference/appearance.ts';
import { fitFamiliarity, type SeenScans } from '../../../inference/familiarity.ts';
import { type ModelCard, parseModelCard } from '../../../model/card.ts';
import { distinctName } from '../../../model/distinctName.ts';
import type { FamiliarityRecord } from '../../../model/familiarityRecord.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import { networkName } from '../../../model/networkNames.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';
import { modelNames } from '../../../storage/models/modelStore.ts';
import type { TrainingHistory } from '../../../training/history.ts';
import type { TrainingEnd } from '../../../training/trainingJob.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { TrainingRequest } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';
import { cardMetrics } from '../models/cardMetrics.ts';
import { modelZip } from '../models/models.ts';
import { labelledPixels } from './preparePixels.ts';

/** Any number will do: golden inputs are drawn from it, and the card carries it. */
const GOLDEN_SEED = 20_26;

export type TrainedNetwork = {
  readonly dataSet: DataSet;
  readonly version: DataSetVersion;
  /** For each scan the number of what the split keeps on one side. */
  readonly bundles: Int32Array;
  readonly split: Split;
  readonly request: TrainingRequest;
  readonly pixels: ReadonlyMap<string, Uint8Array>;
  readonly best: NonNullable<TrainingEnd['best']>;
  readonly history: TrainingHistory;
};

/** Evaluates the network on validation (for the threshold) and test: the model that is made of it. */
export async function evaluateModel(context: JobsContext, trained: TrainedNetwork): Promise<ModelRecord> {
  return modelOf(context, trained, trained.split.parts);
}

/** So many scans of each class are enough for an evaluation whose figures nobody sees. */
const REHEARSED_PER_CLASS = 4;

/**
 * Makes a model of the untrained network, downloads it and reads it back, all by the way that the trained one will go:
 * what would fail after hours of training fails before the first batch.
 * @throws Error in words
 */
export async function rehearseModel(
  context: JobsContext,
  data: Omit<TrainedNetwork, 'best' | 'history'>,
): Promise<void> {
  const { dataSet, request, split } = data;
  const { network, hyperparameters } = request;
  const { size, depth } = request.preprocessing;
  const artifacts = await withBackendRestart(context.host, request.backend, (backend) =>
    backend.untrained(network, { size, depth }, dataSet.classes.length, hyperparameters.seed),
  );
  const trained = { ...data, best: { artifacts, epoch: hyperparameters.epochs }, history: NO_HISTORY };
  const few = {
    training: [],
    validation: someOfEachClass(dataSet, split.parts.validation),
    test: someOfEachClass(dataSet, split.parts.test),
  };
  const model = await modelOf(context, trained, few);
  const { zipModel, unzipModel } = await modelZip();
  const zip = await zipModel(model.card, model.artifacts);
  unzipModel(new Uint8Array(await zip.arrayBuffer()));
  await context.host.run((backend) => backend.unload());
}

const NO_HISTORY: TrainingHistory = { epochs: [], batchLosses: [] };

function someOfEachClass({ scans, classes }: DataSet, part: readonly string[]): string[] {
  const classOf = new Map(scans.map(({ sha256, className }) => [sha256, className]));
  return classes.flatMap((name) => part.filter((sha256) => classOf.get(sha256) === name).slice(0, REHEARSED_PER_CLASS));
}

/** Training scans are only looked at, to know scans of their kind. */
type Evaluated = Record<Subset, readonly string[]>;

/** More training scans hardly change what is usual. */
const MOST_LOOKED_AT = 2000;

async function modelOf(context: JobsContext, trained: TrainedNetwork, evaluated: Evaluated): Promise<ModelRecord> {
  const { dataSet, version, split, request, best, history } = trained;
  const id = crypto.randomUUID();
  const evaluation = await evaluate(context, id, trained, evaluated);
  const threshold = dataSet.classes.length === 2 ? chooseThreshold(evaluation.validation) : null;
  const card: ModelCard = {
    format: 'axial-model-card',
    formatVersion: 1,
    name: distinctName(nameOf(trained), await modelNames(context.db).catch(() => [])),
    createdAt: new Date().toISOString(),
    classes: dataSet.classes,
    positiveClass: dataSet.classes.length === 2 ? (dataSet.classes[1] ?? null) : null,
    network: request.network,
    preprocessing: request.preprocessing,
    augmentation: request.augmentation,
    hyperparameters: request.hyperparameters,
    threshold,
    thresholdFrom: 'validation',
    data: {
      name: dataSet.name,
      synthetic: dataSet.synthetic,
      fingerprint: version.hash,
      version: version.number,
      scansPerClass: dataSet.classes.map((name) => dataSet.scans.filter((scan) => scan.className === name).length),
      patients: patientsKnown(dataSet.scans),
      ...(dataSet.volumes && { volumes: dataSet.volumes }),
    },
    split: {
      ...split.settings,
      scans: {
        training: split.parts.training.length,
        validation: split.parts.validation.length,
        test: split.parts.test.length,
      },
      testScansWithTwin: split.testScansWithTwin,
      testGroups: new Set(evaluation.test.bundles).size,
    },
    ...(evaluation.familiarity && { familiarity: evaluation.familiarity }),
    figures: cardMetrics(evaluation.test, dataSet.classes.length, threshold),
    golden: { seed: GOLDEN_SEED, probabilities: evaluation.golden },
    epochsTrained: history.epochs.length,
    bestEpoch: best.epoch,
    software: { axial: __APP_VERSION__, tfjs: evaluation.tfjs, backend: evaluation.backend, device: evaluation.device },
  };
  const predictions = { validation: evaluation.validation, test: evaluation.test };
  return {
    ...{ id, history, predictions },
    card: parseModelCard(card),
    artifacts: best.artifacts,
    imported: false,
  };
}

type Evaluation = {
  readonly validation: Predictions;
  readonly test: Predictions;
  readonly golden: number[][];
  readonly familiarity: FamiliarityRecord | null;
  readonly tfjs: string;
  readonly backend: ModelCard['software']['backend'];
  readonly device: string;
};

/** What the network says of the validation and the test set, and to the golden inputs. */
async function evaluate(
  context: JobsContext,
  id: string,
  { dataSet, bundles, request, pixels, best }: TrainedNetwork,
  evaluated: Evaluated,
): Promise<Evaluation> {
  const { size, depth } = request.preprocessing;
  const input = networkInputOf(request);
  return withBackendRestart(context.host, request.backend, async (backend, info) => {
    await backend.load(id, best.artifacts);
    const predictionsOf = async (sha256: readonly string[]): Promise<Predictions> => {
      const part = labelledPixels(dataSet, sha256, pixels, size * size * depth);
      const probabilities = await backend.predict(part.pixels, sha256.length, input);
      const groups = subsetGroups(
        dataSet.scans,
        bundles,
        sha256.map((each) => ({ sha256: each })),
      );
      return { sha256, labels: [...part.labels], probabilities, bundles: [...groups] };
    };
    const seen = async (sha256: readonly string[]): Promise<SeenScans> => {
      const part = labelledPixels(dataSet, sha256, pixels, size * size * depth);
      const looks = appearances(part.pixels, sha256.length, input);
      const { values } = await backend.embed(part.pixels, sha256.length, input);
      return { appearances: looks, activations: values, count: sha256.length };
    };
    const looked = evenly(evaluated.training, MOST_LOOKED_AT);
    return {
      familiarity: fitFamiliarity(
        await seen(looked),
        await seen(evenly(evaluated.validation, MOST_LOOKED_AT)),
        leastSide(dataSet, looked),
      ),
      validation: await predictionsOf(evaluated.validation),
      test: await predictionsOf(evaluated.test),
      golden: await backend.referencePredictions(GOLDEN_SEED, input),
      tfjs: await backend.tfjsVersion(),
      backend: info.backend,
      device: info.device,
    };
  });
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

function nameOf({ dataSet, request }: TrainedNetwork): string {
  return `${networkName(request.network.preset)} ${request.preprocessing.size} px, ${dataSet.name}`;
}
