import { fitTemperature } from '../../../evaluation/calibration/fitTemperature.ts';
import { rescaledPredictions, rescaledShare } from '../../../evaluation/calibration/temperature.ts';
import { chooseThreshold } from '../../../evaluation/threshold/threshold.ts';
import type { ModelCard } from '../../../model/card/card.ts';
import { isSealed, type TestOpening } from '../../../model/card/decisionRecord.ts';
import type { ModelRecord } from '../../../storage/models/modelRecords.ts';
import { changeCard, readModel } from '../../../storage/models/modelStore.ts';
import type { JobsContext } from '../context.ts';
import { cardMetrics } from './cardMetrics.ts';
import type { ThresholdChoice } from './modelProtocol.ts';

type Kept = NonNullable<ModelRecord['predictions']>;

/** Keeps a threshold, how it was found, and the undecided zone around it with the model, and the figures that hold at it. */
export function setThreshold(context: JobsContext, id: string, chosen: ThresholdChoice): Promise<void> {
  return decide(context, id, (card, predictions) => {
    const { undecided: _, ...rest } = card;
    const { threshold, rule, undecided } = chosen;
    return {
      ...rest,
      ...{ threshold, thresholdRule: rule, thresholdFrom: originOf(card, predictions, chosen) },
      ...(undecided && { undecided }),
    };
  });
}

/**
 * Fits the temperature on the validation set, or takes it back. Threshold and zone move along, so that no scan is called another way.
 * @throws Error in words where there is nothing to fit
 */
export function setCalibrated(context: JobsContext, id: string, calibrated: boolean): Promise<void> {
  return decide(context, id, (card, { validation }) => {
    const { temperature: before, ...rest } = card;
    const temperature = calibrated ? fitTemperature(validation) : null;
    if (calibrated && temperature === null)
      throw new Error('The validation set has no errors, or too few scans: there is no temperature to fit.');
    const moved = (share: number) => rescaledShare(share, (temperature ?? 1) / (before ?? 1));
    return {
      ...rest,
      ...(card.threshold !== null && { threshold: moved(card.threshold) }),
      ...(card.undecided && { undecided: { low: moved(card.undecided.low), high: moved(card.undecided.high) } }),
      ...(temperature !== null && { temperature }),
    };
  });
}

/** Opens the sealed test set. Where it is open already, nothing happens. */
export function openTestSet(context: JobsContext, id: string): Promise<void> {
  return decide(context, id, (card) => (isSealed(card) ? opened(card) : card));
}

/** What is decided after the test set was opened is another look at it. */
async function decide(
  { db }: JobsContext,
  id: string,
  next: (card: ModelCard, predictions: Kept) => ModelCard,
): Promise<void> {
  const { card, predictions } = await readModel(db, id);
  if (!predictions) throw new Error('The scans of this model are not here, so nothing can be decided on them.');
  const decided = next(card, predictions);
  const looked = decided !== card && decided.testAccess === card.testAccess && !isSealed(card);
  const changed = looked ? opened(decided) : decided;
  const fields = { ...changed, figures: cardMetrics(changed, predictions) };
  await changeCard(db, id, (now) => ({ ...fields, name: now.name }));
}

/** With one more look at the test set; a card of before they were counted stays without. */
function opened(card: ModelCard): ModelCard {
  if (!card.testAccess) return card;
  const { threshold, temperature, undecided } = card;
  const opening: TestOpening = {
    ...{ at: new Date().toISOString(), threshold },
    ...(temperature !== undefined && { temperature }),
    ...(undecided && { undecided }),
  };
  return { ...card, testAccess: { openings: [...card.testAccess.openings, opening] } };
}

/** 'validation' where the test set had no say: it was sealed, or this is the threshold that stood when it was opened first. */
function originOf(
  { testAccess, temperature }: ModelCard,
  { validation }: Kept,
  { threshold, rule }: ThresholdChoice,
): ModelCard['thresholdFrom'] {
  if (testAccess) {
    const [first] = testAccess.openings;
    if (!first) return 'validation';
    const then = rescaledShare(first.threshold ?? 0, (temperature ?? 1) / (first.temperature ?? 1));
    return Math.abs(then - threshold) < 1e-9 ? 'validation' : 'hand';
  }
  if (rule.kind === 'hand') return 'hand';
  const byRule = chooseThreshold(rescaledPredictions(validation, temperature), rule);
  return Math.abs(byRule - threshold) < 1e-9 ? 'validation' : 'hand';
}
