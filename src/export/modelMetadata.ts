import type { ModelCard } from '../model/card/card.ts';
import { isSealed } from '../model/card/decisionRecord.ts';
import type { ExportedModel } from './network/chains.ts';

export const INTENDED_USE = 'Research and education only. Not a medical device.';

/** What a file of another program says of the model, as texts: the whole card, and the most asked of it by itself. */
export function modelMetadata({ card, artifacts }: ExportedModel): Record<string, string> {
  return {
    'axial.card': JSON.stringify(card),
    'axial.topology': JSON.stringify(artifacts.topology),
    name: card.name,
    classes: JSON.stringify(card.classes),
    positive_class: card.positiveClass ?? '',
    threshold: card.threshold === null ? '' : String(card.threshold),
    temperature: card.temperature === undefined ? '' : String(card.temperature),
    undecided: card.undecided ? JSON.stringify(card.undecided) : '',
    preprocessing: JSON.stringify(card.preprocessing),
    test_time_flips: String(card.hyperparameters.testTimeFlips),
    data: JSON.stringify({ name: card.data.name, sha256: card.data.fingerprint, version: card.data.version ?? null }),
    figures: JSON.stringify(figuresOf(card)),
    intended_use: INTENDED_USE,
  };
}

/** { accuracy: [value, low, high], ... } on the test set. */
function figuresOf(card: ModelCard): Record<string, readonly number[]> {
  if (isSealed(card)) return {}; // nobody has looked at the test set yet
  return Object.fromEntries(
    Object.entries(card.figures.values).map(([name, { value, low, high }]) => [name, [value, low, high]]),
  );
}
