import { predictedClass } from '../../../../../evaluation/predictedClass.ts';
import type { Estimate } from '../../../../../statistics/intervals/estimate.ts';
import { wilson } from '../../../../../statistics/intervals/intervals.ts';
import type { QuizScan } from './tenScans.ts';

export type QuizScore = {
  readonly right: number;
  readonly of: number;
  /** Share that was right, with its 95 % interval. */
  readonly accuracy: Estimate | null;
};

export function scoreOf(called: readonly number[], scans: readonly QuizScan[]): QuizScore {
  const right = scans.filter(({ label }, index) => called[index] === label).length;
  return { right, of: scans.length, accuracy: wilson(right, scans.length) };
}

/** What the network calls each; null where it is not trained. */
export function networkCalls(scans: readonly QuizScan[], threshold: number | null): readonly number[] | null {
  const calls = scans.flatMap(({ probabilities }) => (probabilities ? predictedClass(probabilities, threshold) : []));
  return calls.length === scans.length ? calls : null;
}

/** What the two scores say of who is better. */
export function comparisonWords(you: QuizScore, network: QuizScore): string {
  const [a, b] = [you.accuracy, network.accuracy];
  if (!a || !b) return '';
  const apart = a.low > b.high || b.low > a.high;
  if (apart) return 'The intervals do not overlap: the difference is more than chance.';
  return `The intervals overlap: ${you.of} scans are too few to say who is better. That is why a test needs many.`;
}
