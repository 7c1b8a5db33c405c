/**
 * The verdict on one scan, as an index into the classes: for two classes the second (positive) one where its probability
 * is at least `threshold`, for more the most probable one (the first of equals); their threshold is null.
 *
 * @param probabilities One per class, 0..1.
 * @throws where a probability is not a number: no verdict may be made of that.
 */
export function predictedClass(probabilities: readonly number[], threshold: number | null): number {
  if (probabilities.length < 2 || !probabilities.every(Number.isFinite)) {
    throw new Error(
      'The network gave an answer that is not a number, so there is no verdict on this scan. Reload the page.',
    );
  }
  const [, positive = 0] = probabilities;
  if (probabilities.length === 2) {
    if (threshold === null) throw new Error('A network for two classes needs a threshold.');
    return positive >= threshold ? 1 : 0;
  }
  return probabilities.indexOf(Math.max(...probabilities));
}
