import type { Predictions } from '../../../../evaluation/predictions.ts';
import type { ModelDetail } from '../../../../worker/jobs/models/modelProtocol.ts';

/** The class whose scans the steps begin with: of two the positive one. */
export const FOLLOWED_CLASS = 1;
/** Of a scan whose probability answers to a change: nearer to 1 it would stay where it is, whatever is switched off. */
const [LEAST, AIM, MOST] = [0.7, 0.85, 0.95];

/**
 * The scan to begin with: one of the followed class of which the network is sure, but not too sure; of the test set where there is one.
 * Where there is none, the one that comes nearest. Null where the network's predictions are not known.
 *
 * @param inUse SHA-256 of the scans of the data set
 */
export function usualScan(predictions: ModelDetail['predictions'], inUse: ReadonlySet<string>): string | null {
  const { test = null, validation = null } = predictions ?? {};
  const nearest = [test, validation].flatMap((each) => (each ? nearestToAim(each, inUse) : []));
  const fit = nearest.find(({ probability }) => probability >= LEAST && probability <= MOST);
  return (fit ?? nearest[0])?.sha256 ?? null;
}

/** The nearest first. */
function nearestToAim({ sha256, labels, probabilities }: Predictions, inUse: ReadonlySet<string>) {
  const ofClass = sha256.flatMap((id, row) => {
    const probability = probabilities[row]?.[FOLLOWED_CLASS];
    const counts = labels[row] === FOLLOWED_CLASS && inUse.has(id) && probability !== undefined;
    return counts ? [{ sha256: id, probability }] : [];
  });
  return ofClass.toSorted((a, b) => Math.abs(a.probability - AIM) - Math.abs(b.probability - AIM));
}

/**
 * The class whose probability a step follows until another is chosen: of two the positive one; of more the one that the network names,
 * since the probability of a class that is out of the question hardly moves.
 *
 * @param probabilities one for each class, of the network as it is; null where they are not known
 */
export function followedClass(probabilities: readonly number[] | null): number {
  if (!probabilities || probabilities.length <= 2) return FOLLOWED_CLASS;
  return probabilities.indexOf(Math.max(...probabilities));
}
