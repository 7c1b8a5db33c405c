import { joinBytes } from '../../../archive/joinBytes.ts';
import { bySha256, type Scan } from '../../../dataset/scan.ts';
import { rescaledPredictions } from '../../../evaluation/calibration/temperature.ts';
import { type Predictions, rowsOf } from '../../../evaluation/predictions.ts';
import { accuracyAndAuc } from '../../../evaluation/subgroups/subgroups.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import { isSealed } from '../../../model/card/decisionRecord.ts';
import { DEGRADATIONS, type Degradation, type DegradationName } from '../../../preprocessing/degradations.ts';
import { createRandom } from '../../../statistics/random.ts';
import { readModel, setModelRobustness } from '../../../storage/models/modelStore.ts';
import { predictPixels } from '../classify/predictPixels.ts';
import type { JobsContext } from '../context.ts';
import { decodedInputs } from '../training/preparePixels.ts';
import type { RobustnessPoint } from './evaluateProtocol.ts';

/** Each is degraded more than thirty times: more would only make the intervals a little narrower. */
const MOST_SCANS = 300;

/** See `Jobs.robustness`. Of many test scans some are drawn, by the seed of the split. */
export async function robustness(
  context: JobsContext,
  id: string,
  onPoint: (point: RobustnessPoint, share: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const { card, predictions } = await readModel(context.db, id);
  if (!predictions) throw new Error('This model was imported: its test scans are not here.');
  // While the test set is sealed, nothing is told of it.
  const evaluated = isSealed(card) ? predictions.validation : predictions.test;
  const { test, scans } = drawn(context, evaluated, card.split.seed);
  if (scans.length === 0) throw new Error('None of the scans that this model is evaluated on is in the data set.');
  const tried = tries();
  const points: RobustnessPoint[] = [];
  for (const [index, degradation] of tried.entries()) {
    if (signal.aborted) return;
    const pixels = await degradedInputs(context, scans, card, degradation, signal).catch(nullIfStopped(signal));
    if (!pixels) return;
    const probabilities = await predictPixels(context, { id, card }, joinBytes(pixels), scans.length);
    const figures = accuracyAndAuc(
      rescaledPredictions({ ...test, probabilities }, card.temperature),
      card.classes.length,
      card.threshold,
    );
    const point = { degradation, n: scans.length, ...figures };
    points.push(point);
    onPoint(point, (index + 1) / tried.length);
  }
  await setModelRobustness(context.db, id, card, { threshold: card.threshold, points });
}

/** None first: by an amount that changes nothing, so that the scans are as small as the degraded ones. */
function tries(): (Degradation | null)[] {
  const kinds = Object.keys(DEGRADATIONS) as DegradationName[];
  return [null, ...kinds.flatMap((kind) => DEGRADATIONS[kind].amounts.map((amount) => ({ kind, amount })))];
}

function drawn(
  { dataSet }: JobsContext,
  test: Predictions,
  seed: number,
): { readonly test: Predictions; readonly scans: readonly Scan[] } {
  const known = bySha256(dataSet?.scans ?? []);
  const places = test.sha256.flatMap((sha256, place) => (known.has(sha256) ? [place] : []));
  const chosen = rowsOf(test, createRandom(seed).shuffle(places).slice(0, MOST_SCANS));
  return { test: chosen, scans: chosen.sha256.flatMap((sha256) => known.get(sha256) ?? []) };
}

async function degradedInputs(
  context: JobsContext,
  scans: readonly Scan[],
  { preprocessing }: Pick<ModelCard, 'preprocessing'>,
  degradation: Degradation | null,
  signal: AbortSignal,
): Promise<Uint8Array[]> {
  const unchanged = { kind: 'noise', amount: DEGRADATIONS.noise.none } as const;
  const wanted = { pixels: preprocessing, degradation: degradation ?? unchanged };
  const inputs = new Map<string, Uint8Array>();
  for await (const some of decodedInputs(context, scans, wanted, signal))
    for (const { sha256, bytes } of some) inputs.set(sha256, bytes);
  signal.throwIfAborted();
  return scans.flatMap(({ sha256 }) => inputs.get(sha256) ?? []);
}

function nullIfStopped(signal: AbortSignal): (reason: unknown) => null {
  return (reason) => {
    if (signal.aborted) return null;
    throw reason;
  };
}
