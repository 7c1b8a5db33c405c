import { rescaledPredictions } from '../../../evaluation/temperature.ts';
import { referenceCount, referenceMismatch, referencePixels } from '../../../inference/referencePredictions.ts';
import type { ModelCard } from '../../../model/card.ts';
import { isSealed } from '../../../model/decisionRecord.ts';
import { modelFingerprint } from '../../../model/modelFingerprint.ts';
import { networkInputOf } from '../../../model/networkInput.ts';
import { weightsFingerprint } from '../../../model/weightsFingerprint.ts';
import { type ModelRecord, NOTHING_YET, type StoredModel } from '../../../storage/models/modelRecords.ts';
import { readModel, saveModel } from '../../../storage/models/modelStore.ts';
import { withBackendRestart } from '../../backend/withBackendRestart.ts';
import type { ModelDetail, ModelSummary } from '../../protocol.ts';
import type { JobsContext } from '../context.ts';
import { modelSummaries, summaryOf } from './modelSummaries.ts';
import { modelZip } from './modelZip.ts';

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
  const { unzipModel } = await modelZip();
  const { card, artifacts } = await unzipModel(new Uint8Array(await file.arrayBuffer()));
  const known = await sameModel(context, card, artifacts);
  if (known) return known;
  const record: ModelRecord = {
    id: crypto.randomUUID(),
    card,
    artifacts,
    history: null,
    predictions: null,
    imported: true,
  };
  await checkReferencePredictions(context, record);
  await saveModel(context.db, record);
  return summaryOf({ ...record, ...(await weighed(artifacts)) });
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

async function checkReferencePredictions(context: JobsContext, { id, card, artifacts }: ModelRecord): Promise<void> {
  const pixels = referencePixels(card.golden, card.preprocessing);
  const answers = await withBackendRestart(context.host, 'any', async (backend) => {
    await backend.load(id, artifacts);
    return backend.predict(pixels, referenceCount, networkInputOf(card));
  });
  const mismatch = referenceMismatch(card.golden.probabilities, answers);
  if (mismatch) throw new Error(mismatch);
}
