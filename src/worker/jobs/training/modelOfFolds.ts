import { classHash } from '../../../dataset/edits/version.ts';
import { patientsKnown } from '../../../dataset/patients.ts';
import type { DataSet } from '../../../dataset/scan.ts';
import { type Predictions, pooled } from '../../../evaluation/predictions.ts';
import { chooseThreshold } from '../../../evaluation/threshold/threshold.ts';
import { referenceCount, referencePixels } from '../../../inference/referencePredictions.ts';
import { type ModelCard, parseModelCard } from '../../../model/card/card.ts';
import type { ThresholdRule } from '../../../model/card/decisionRecord.ts';
import type { StartFrom } from '../../../model/card/parentRecord.ts';
import { distinctName } from '../../../model/distinctName.ts';
import { ensembleOf } from '../../../model/ensemble.ts';
import type { NetworkArtifacts } from '../../../model/networkArtifacts.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import { networkName } from '../../../model/networkNames.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';
import { modelNames } from '../../../storage/models/modelStore.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { JobsContext } from '../context.ts';
import { cardMetrics, figuresOf } from '../models/cardMetrics.ts';
import type { RunData } from './evaluateFold.ts';
import type { FoldResult } from './foldResult.ts';
import { withGroups } from './subsetPredictions.ts';
import type { TrainingRequest } from './trainingProtocol.ts';

/** Any number will do: golden images are drawn from it, and the card carries it. */
const GOLDEN_SEED = 20_26;

/** The threshold's, until the user chooses another one. */
const RULE: ThresholdRule = { kind: 'steady' };

type Folds = readonly [FoldResult, ...FoldResult[]];

/**
 * The model that the folds lead to: their networks together, with what each said of scans that it had not seen. `predictions.test`
 * has one row a scan, by its SHA-256: of k folds all scans of the data set are there (out-of-fold predictions).
 */
export async function modelOfFolds(context: JobsContext, data: RunData, folds: Folds): Promise<ModelRecord> {
  const { dataSet, request } = data;
  const id = crypto.randomUUID();
  const { size, depth } = request.preprocessing;
  const artifacts = ensembleOf(
    folds.map((fold) => fold.artifacts),
    [size, size, depth],
  );
  const predictions = pooledPredictions(data, folds);
  const { network, preprocessing, augmentation, hyperparameters, startFrom } = request;
  const [first] = folds;
  const decision = decisionOf(dataSet, request, predictions.validation);
  const card: ModelCard = {
    format: 'axial-model-card',
    formatVersion: 1,
    name: distinctName(nameOf(dataSet, request), await modelNames(context.db).catch(() => [])),
    classes: dataSet.classes,
    ...{ network, preprocessing, augmentation, hyperparameters },
    ...(startFrom && { parent: parentOf(startFrom) }),
    ...decision,
    data: await trainedOn(data),
    split: splitOf(request, folds, predictions.test),
    ...(request.split.testing && {
      folds: folds.map((fold) => ofFold(fold, dataSet.classes.length, decision.threshold)),
    }),
    ...(first.familiarity && { familiarity: first.familiarity }),
    figures: cardMetrics({ classes: dataSet.classes, ...decision }, predictions),
    ...(await referenceOf(context, request, { id, artifacts, classes: dataSet.classes })),
    epochsTrained: first.history.epochs.length,
    bestEpoch: first.bestEpoch,
  };
  return { id, history: first.history, predictions, card: parseModelCard(card), artifacts, imported: false };
}

function pooledPredictions({ dataSet, groups }: RunData, folds: Folds): ModelRecord['predictions'] & object {
  const of = (subset: 'validation' | 'test') => withGroups(dataSet, groups, pooled(folds.map((fold) => fold[subset])));
  return { validation: of('validation'), test: of('test') };
}

/** What is decided when the training ends, all of it on the validation set. */
function decisionOf({ classes }: DataSet, { split }: TrainingRequest, validation: Predictions) {
  const createdAt = new Date().toISOString();
  const threshold = classes.length === 2 ? chooseThreshold(validation, RULE) : null;
  return {
    createdAt,
    positiveClass: classes.length === 2 ? (classes[1] ?? null) : null,
    threshold,
    // Several networks are trained to be tested: nothing of that is sealed.
    testAccess: { openings: split.testing ? [{ at: createdAt, threshold }] : [] },
    thresholdFrom: 'validation',
    ...(threshold !== null && { thresholdRule: RULE }),
  } as const;
}

async function trainedOn({ dataSet, version }: RunData): Promise<ModelCard['data']> {
  const { name, synthetic, scans, classes, volumes } = dataSet;
  return {
    ...{ name, synthetic, fingerprint: version.hash, version: version.number },
    classHashes: await Promise.all(classes.map((each) => classHash(scans, each))),
    scansPerClass: classes.map((each) => scans.filter((scan) => scan.className === each).length),
    patients: patientsKnown(scans),
    ...(volumes && { volumes }),
  };
}

/** Of several splits the mean of what they train and validate on, and all that they test. */
function splitOf({ split }: TrainingRequest, folds: Folds, test: Predictions): ModelCard['split'] {
  const mean = (of: (fold: FoldResult) => number) =>
    Math.round(folds.reduce((sum, fold) => sum + of(fold), 0) / folds.length);
  return {
    ...split,
    scans: {
      training: mean((fold) => fold.trainingScans),
      validation: mean((fold) => fold.validation.sha256.length),
      test: test.sha256.length,
    },
    testScansWithTwin: folds.reduce((sum, fold) => sum + fold.testScansWithTwin, 0),
    testGroups: new Set(test.groups).size,
  };
}

function ofFold(fold: FoldResult, classCount: number, threshold: number | null) {
  return {
    name: fold.name,
    training: fold.trainingScans,
    validation: fold.validation.sha256.length,
    testGroups: new Set(fold.test.groups).size,
    bestEpoch: fold.bestEpoch,
    figures: figuresOf(fold.test, classCount, threshold),
  };
}

/** What the model answers to drawn scans, and what it answered with. */
async function referenceOf(
  context: JobsContext,
  request: TrainingRequest,
  {
    id,
    artifacts,
    classes,
  }: { readonly id: string; readonly artifacts: NetworkArtifacts; readonly classes: readonly string[] },
): Promise<Pick<ModelCard, 'golden' | 'software'>> {
  const images = { seed: GOLDEN_SEED, columns: classes };
  const pixels = referencePixels(images, request.preprocessing);
  return withBackendRestart(context.host, request.backend, async (backend, info) => {
    await backend.load(id, artifacts);
    const probabilities = await backend.predict(pixels, referenceCount, networkInputOf(request));
    const software = {
      axial: __APP_VERSION__,
      tfjs: await backend.tfjsVersion(),
      backend: info.backend,
      device: info.device,
    };
    return { golden: { ...images, probabilities }, software };
  });
}

function parentOf({ modelId: _, ...parent }: StartFrom): NonNullable<ModelCard['parent']> {
  return parent;
}

function nameOf(dataSet: DataSet, request: TrainingRequest): string {
  return `${networkName(request.network.preset)} ${request.preprocessing.size} px, ${dataSet.name}`;
}
