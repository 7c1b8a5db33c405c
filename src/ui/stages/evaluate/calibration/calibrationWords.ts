/** A temperature this near to 1 changes nothing that anyone would notice. */
const HARDLY = 0.1;

/**
 * What calibrating would do, or did.
 *
 * @param temperature that the model carries; null: none
 * @param fitted on the validation set, to what the network itself says; null where there is nothing to fit
 */
export function calibrationWords(temperature: number | null, fitted: number | null): string {
  if (temperature !== null)
    return `Calibrated: logits are divided by a temperature of ${temperature.toFixed(2)}, fitted on the validation set, so that the probabilities are ${temperature > 1 ? 'less' : 'more'} sure than the network itself.`;
  if (fitted === null) return 'The validation set has no errors, or too few scans: there is nothing to fit.';
  if (Math.abs(Math.log(fitted)) < HARDLY)
    return `On the validation set the probabilities are about as sure as they should be (temperature ${fitted.toFixed(2)}): calibrating would hardly change them.`;
  return `On the validation set the probabilities are too ${fitted > 1 ? 'sure' : 'unsure'}. Calibrating divides their logits by a temperature of ${fitted.toFixed(2)}, and makes them ${fitted > 1 ? 'less' : 'more'} sure.`;
}
