import { sha256Of } from '../../dataset/hashes.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { ModelCard } from './card.ts';

/**
 * Tells one model from another by all that its verdicts follow from: the weights, and of the card the classes in their order, the
 * preprocessing, the temperature, the threshold and the undecided zone. 12 hex digits.
 *
 * @param weights `weightsFingerprint`
 */
export async function modelFingerprint(weights: string, card: ModelCard): Promise<string> {
  const { classes, preprocessing, threshold, temperature, undecided, hyperparameters } = card;
  const { testTimeFlips } = hyperparameters;
  const decisive = { weights, classes, preprocessing, testTimeFlips, threshold, temperature, undecided };
  return (await sha256Of(canonicalJson(decisive))).slice(0, 12);
}
