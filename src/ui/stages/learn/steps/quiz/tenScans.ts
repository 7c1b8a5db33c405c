import type { Predictions } from '../../../../../evaluation/predictions.ts';
import { createRandom } from '../../../../../statistics/random.ts';
import { takeTurns } from '../../../../../statistics/takeTurns.ts';

/** A scan to be called, and what it is. */
export type QuizScan = {
  readonly sha256: string;
  /** Index into the classes. */
  readonly label: number;
  /** Of the network, one per class; null where there is no trained one. */
  readonly probabilities: readonly number[] | null;
};

const SCANS = 10;

/** Ten at random, of each class about as many, and one of scans that belong together; others for another draw. */
export function tenScans({ sha256, labels, probabilities, groups }: Predictions, draw: number): QuizScan[] {
  const random = createRandom(draw);
  const seen = new Set<number>();
  const apart = random.shuffle([...sha256.keys()]).filter((row) => {
    const group = groups?.[row] ?? -1 - row;
    if (seen.has(group)) return false;
    seen.add(group);
    return true;
  });
  const classes = [...new Set(labels)];
  const ofClass = classes.map((label) => apart.filter((row) => labels[row] === label));
  return random.shuffle(takeTurns(ofClass).slice(0, SCANS)).map((row) => ({
    ...{ sha256: sha256[row] ?? '', label: labels[row] ?? 0 },
    probabilities: probabilities[row] ?? null,
  }));
}
