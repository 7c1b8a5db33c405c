import { rescaledPredictions } from '../../../evaluation/calibration/temperature.ts';
import { NOT_KNOWN } from '../../../export/results/evaluationJson.ts';
import { referenceCount, referenceMismatch, referencePixels } from '../../../inference/referencePredictions.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import { isSealed } from '../../../model/card/decisionRecord.ts';
import { modelFingerprint } from '../../../model/card/modelFingerprint.ts';
import { weightsFingerprint } from '../../../model/card/weightsFingerprint.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import { type ModelRecord, NOTHING_YET, type StoredModel } from '../../../storage/models/modelRecords.ts';
import { changeCard, readModel, saveModel } from '../../../storage/models/modelStore.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { JobsContext } from '../context.ts';
import { cardMetrics } from './cardMetrics.ts';
import type { ModelDescription, ModelDetail, ModelSummary } from './modelProtocol.ts';
import { modelSummaries, summaryOf } from './modelSummaries.ts';

/** Beyond any network that the editor allows; a larger file is no model of ours. */
const LARGEST_MODEL_BYTES = 512 * 2 ** 20;

export async function modelDetail(context: JobsContext, id: string): Promise<ModelDetail> {
  return detailOf(await readModel(context.db, id));
}

/** What the page may know of a model. */
export async function detailOf({ artifacts, ...model }: ModelRecord): Promise<ModelDetail> {
  const { card, history } = model;
  const { externalTests, robustness, statements } = { ...NOTHING_YET, ...model };
  const summary = await summaryOf({ ...model, ...(await weighed(artifacts)) });
  return {
    ...{ ...summary, history, robustness, statements },
    predictions: model.predictions && shownOf(card, model.predictions),
    externalTests: externalTests.map((test) => ({
      ...test,
      predictions: rescaledPredictions(test.predictions, card.temperature),
    })),
  };
}

/** By the temperature of the model, and without those of a sealed test set. */
export function shownOf(
  card: ModelCard,
  { validation, test }: NonNullable<StoredModel['predictions']>,
): NonNullable<ModelDetail['predictions']> {
  return {
    validation: rescaledPredictions(validation, card.temperature),
    test: isSealed(card) ? null : rescaledPredictions(test, card.temperature),
  };
}

async function weighed({ weights }: ModelRecord['artifacts']): Promise<Pick<StoredModel, 'bytes' | 'fingerprint'>> {
  return { bytes: weights.byteLength, fingerprint: await weightsFingerprint(weights) };
}

/**
 * Imports a downloaded model. Rejects in words when the file is broken or hostile (before any tensor is made)
 * and when the network does not answer here what its card says it answered where it was trained. Where the very model is
 * here already, that one is returned.
 */
export async function importModel(context: JobsContext, file: File): Promise<ModelSummary> {
  if (file.size > LARGEST_MODEL_BYTES) {
    throw new Error(`${file.name} is larger than ${LARGEST_MODEL_BYTES / 2 ** 20} MB and no model of Axial.`);
  }
  const { openModelFile } = await import('../../../export/modelFile/openModelFile.ts');
  const { card, artifacts, ...stated } = await openModelFile(new Uint8Array(await file.arrayBuffer()), file.name);
  demandConsistent(card, stated.predictions);
  const known = await sameModel(context, card, artifacts);
  if (known) return known;
  const id = crypto.randomUUID();
  const checked = await checkReferencePredictions(context, { id, card, artifacts });
  const isAsMeasured = checked.figures === card.figures; // else it was trained on since
  const record: ModelRecord = { id, card: checked, artifacts, ...(isAsMeasured ? stated : NOT_KNOWN), imported: true };
  await saveModel(context.db, record);
  return summaryOf({ ...record, ...(await weighed(artifacts)) });
}

/** What sums of doubles, and a temperature taken off and put on again, are off by. */
const ROUNDING = 1e-9;

/** The results on a card must be those of the predictions beside it. */
function demandConsistent(card: ModelCard, predictions: ModelRecord['predictions']): void {
  if (!predictions) return;
  const { n, values } = cardMetrics(card, predictions);
  const differs = (key: string) =>
    Math.abs((values[key]?.value ?? Number.NaN) - (card.figures.values[key]?.value ?? Number.NaN)) > ROUNDING;
  if (n !== card.figures.n || Object.keys(values).some(differs))
    throw new Error(
      'The results on the card in this file are not those of its predictions (evaluation.json): take another copy.',
    );
}

/** Only of a model from another program. The reference predictions follow: they depend on classes and preprocessing. */
export async function describeModel(
  context: JobsContext,
  id: string,
  { classes, threshold, fit }: ModelDescription,
): Promise<void> {
  const { card, artifacts } = await readModel(context.db, id);
  const { origin } = card;
  if (!origin) throw new Error('The file of this model says all that there is to say.');
  const positiveClass = card.positiveClass === null ? null : (classes[1] ?? null);
  const preprocessing = { ...card.preprocessing, fit };
  const said = { ...card, classes, positiveClass, threshold, preprocessing, origin: { ...origin, assumed: [] } };
  const golden = { seed: card.golden.seed, columns: classes };
  const probabilities = await answersToReference(context, {
    id,
    card: { ...said, golden: { ...golden, probabilities: [] } },
    artifacts,
  });
  await changeCard(context.db, id, () => ({ ...said, golden: { ...golden, probabilities } }));
}

/** The model that is here already, under whatever name: of the same fingerprint, made at the same time. */
async function sameModel(
  context: JobsContext,
  card: ModelCard,
  { weights }: ModelRecord['artifacts'],
): Promise<ModelSummary | null> {
  const fingerprint = await modelFingerprint(await weightsFingerprint(weights), card);
  const models = await modelSummaries(context);
  return models.find((model) => model.fingerprint === fingerprint && model.createdAt === card.createdAt) ?? null;
}

type Answering = Pick<ModelRecord, 'id' | 'card' | 'artifacts'>;

/**
 * The card, with the reference predictions that hold here. A file that another program saved may hold other weights than its card was
 * written for: they were trained on.
 */
async function checkReferencePredictions(context: JobsContext, model: Answering): Promise<ModelCard> {
  const { card } = model;
  const { golden } = card;
  const probabilities = await answersToReference(context, model);
  if (golden.probabilities.length === 0) return { ...card, golden: { ...golden, probabilities } };
  const mismatch = referenceMismatch(golden.probabilities, probabilities);
  if (!mismatch) return card;
  if (!card.origin) throw new Error(mismatch);
  const { trainedOn } = await import('../../../export/modelFile/foreignCard.ts');
  return trainedOn({ ...card, golden: { ...golden, probabilities } });
}

async function answersToReference(context: JobsContext, { id, card, artifacts }: Answering): Promise<number[][]> {
  const pixels = referencePixels(card.golden, card.preprocessing);
  return withBackendRestart(context.host, 'any', async (backend) => {
    await backend.load(id, artifacts);
    return backend.predict(pixels, referenceCount, networkInputOf(card));
  });
}
