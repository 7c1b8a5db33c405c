import * as v from 'valibot';
import { extractEntry, type NamedEntry } from '../../archive/zipDirectory.ts';
import { describeIssue, list, name, number, sha256, text, whole } from '../../dataset/recordSchemas.ts';
import { MOST_CLASSES } from '../../dataset/scan.ts';
import { rescaledPredictions } from '../../evaluation/calibration/temperature.ts';
import type { Predictions } from '../../evaluation/predictions.ts';
import type { ModelCard } from '../../model/card/card.ts';
import { assertJsonSize, parseJsonText } from '../modelFile/fileParts.ts';
import { type EvaluationRecord, NOT_KNOWN } from './evaluationJson.ts';

/** In a model's zip, and in what `train.py` saves. */
export const EVALUATION_FILE = 'evaluation.json';
/** What a million scans take. */
const MOST_BYTES = 200_000_000;
const MOST_ROWS = 10_000_000;

const loss = v.pipe(v.number(), v.finite('must be a finite number'));
const epochSchema = v.object({
  epoch: whole(1, 1e6),
  ...{ trainingLoss: loss, trainingAccuracy: number(0, 1), validationLoss: loss, validationAccuracy: number(0, 1) },
  ...{ learningRate: loss, seconds: number(0, 1e9) },
});
const scansSchema = list(
  v.object({
    sha256,
    group: v.nullable(whole(0, 1e9)),
    label: text(500),
    probabilities: list(number(0, 1.001), 2, MOST_CLASSES),
  }),
  0,
  MOST_ROWS,
);
const evaluationSchema = v.object({
  format: v.literal('axial-evaluation'),
  formatVersion: v.literal(1),
  classes: list(name(500), 2, MOST_CLASSES),
  history: v.nullable(
    v.object({ epochs: list(epochSchema, 0, 1e6), batchLosses: v.pipe(v.array(loss), v.maxLength(MOST_ROWS)) }),
  ),
  validation: v.exactOptional(scansSchema),
  test: v.exactOptional(scansSchema),
});

/**
 * What `evaluationJson` wrote of a model. The probabilities are again as the network says, without the temperature of the card; of a test set
 * that was sealed there are none.
 * @param entry of the zip `bytes`; undefined where it has none
 * @throws Error of one sentence
 */
export async function readEvaluation(
  bytes: Uint8Array,
  entry: NamedEntry | undefined,
  card: ModelCard,
): Promise<EvaluationRecord> {
  if (!entry) return NOT_KNOWN;
  assertJsonSize(EVALUATION_FILE, entry.bytes, MOST_BYTES);
  return parseEvaluation(parseJsonText(EVALUATION_FILE, await extractEntry(bytes, entry), MOST_BYTES), card);
}

function parseEvaluation(raw: unknown, card: ModelCard): EvaluationRecord {
  const result = v.safeParse(evaluationSchema, raw);
  if (!result.success) throw new Error(`'${EVALUATION_FILE}' is not valid: ${describeIssue(result.issues[0])}.`);
  const { classes, history, validation, test = [] } = result.output;
  if (classes.join('\n') !== card.classes.join('\n'))
    throw new Error(`'${EVALUATION_FILE}' is of other classes than the card (axial.json): take another copy.`);
  return {
    history,
    predictions: validation ? { validation: predictionsOf(validation, card), test: predictionsOf(test, card) } : null,
  };
}

function predictionsOf(
  scans: v.InferOutput<typeof scansSchema>,
  { classes, temperature }: Pick<ModelCard, 'classes' | 'temperature'>,
): Predictions {
  const labels = scans.map(({ label }) => classes.indexOf(label));
  const isWhole = scans.every(
    ({ probabilities }, scan) => probabilities.length === classes.length && labels[scan] !== -1,
  );
  if (!isWhole)
    throw new Error(`'${EVALUATION_FILE}' names a scan of no class of the card (axial.json): take another copy.`);
  const groups = scans.flatMap(({ group }) => group ?? []);
  const shown: Predictions = {
    sha256: scans.map((scan) => scan.sha256),
    labels,
    probabilities: scans.map(({ probabilities }) => probabilities),
    ...(groups.length === scans.length && { groups }),
  };
  return rescaledPredictions(shown, temperature === undefined ? undefined : 1 / temperature);
}
