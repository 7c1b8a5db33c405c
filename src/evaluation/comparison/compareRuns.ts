import { type AreaDifference, areaDifference } from '../../statistics/intervals/auc.ts';
import { cosine, differenceOfCorrelated, sumsOfGroups } from '../../statistics/intervals/correlatedDifference.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { wilsonOfGroups } from '../../statistics/intervals/intervals.ts';
import { mcnemarExact } from '../../statistics/tests/mcnemar.ts';
import { comparisonError } from '../messages.ts';
import { predictedClass } from '../predictedClass.ts';
import { groupsOf, type Predictions, rowsOf } from '../predictions.ts';

/** A trained model, as far as it is compared. */
export type ComparedRun = {
  readonly classes: readonly string[];
  /** Null for more than two classes. */
  readonly threshold: number | null;
  /** Null where its test scans are not known. */
  readonly test: Predictions | null;
  /** SHA-256 of its training scans; null where they are not known. */
  readonly trainedOn: ReadonlySet<string> | null;
};

/** The second of two models against the first, on the test scans of both. */
export type RunComparison = {
  /** Test scans of both, with the same label, and the groups that they are of. */
  readonly shared: number;
  readonly groups: number;
  /** Scans that only one of them gets right, and how likely such a division is by chance (McNemar, exact). */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly p: number;
  /** Accuracy of the second less that of the first. */
  readonly accuracy: Estimate | null;
  /** The same of the AUC (DeLong, paired); null for more than two classes, or where no pair is ranked otherwise. */
  readonly auc: AreaDifference | null;
  /** Whether it is known on what both were trained. */
  readonly trainingKnown: boolean;
};

/** Of fewer a test says nothing. */
const LEAST_SHARED = 10;

/** @throws UserError where the two cannot be tested against each other */
export function compareRuns(first: ComparedRun, second: ComparedRun): RunComparison {
  if (first.classes.join('\n') !== second.classes.join('\n')) throw comparisonError('classes');
  if (!first.test || !second.test) throw comparisonError('no-predictions');
  const leaked = seenInTraining(first, second.test) + seenInTraining(second, first.test);
  if (leaked > 0) throw comparisonError('trained-on-test', { scans: leaked });
  const [a, b] = sharedScans(first.test, second.test);
  const shared = a.labels.length;
  if (shared < LEAST_SHARED) throw comparisonError('other-tests', { shared });
  const groups = groupsOf(a);
  const isRight = (of: Predictions, threshold: number | null) =>
    of.labels.map((label, scan) => predictedClass(of.probabilities[scan] ?? [], threshold) === label);
  const [rightA, rightB] = [isRight(a, first.threshold), isRight(b, second.threshold)];
  const onlyFirst = rightA.filter((right, scan) => right && !rightB[scan]).length;
  const onlySecond = rightB.filter((right, scan) => right && !rightA[scan]).length;
  return {
    ...{ shared, groups: new Set(groups).size, onlyFirst, onlySecond, p: mcnemarExact(onlyFirst, onlySecond) },
    accuracy: accuracyDifference(rightB, rightA, groups),
    auc:
      first.classes.length === 2
        ? areaDifference(
            scoresOf(b),
            scoresOf(a),
            a.labels.map((label) => label === 1),
            groups,
          )
        : null,
    trainingKnown: first.trainedOn !== null && second.trainedOn !== null,
  };
}

/**
 * How far the accuracy of a network is above that of another on the same scans, with a 95 % interval made of their own (`wilsonOfGroups`) and
 * of what each group does to both. Null without scans.
 */
export function accuracyDifference(
  right: readonly boolean[],
  otherRight: readonly boolean[],
  groups: readonly number[],
): Estimate | null {
  const [first, second] = [wilsonOfGroups(right, groups), wilsonOfGroups(otherRight, groups)];
  if (!first || !second) return null;
  const moves = (rights: readonly boolean[], { value }: Estimate) =>
    sumsOfGroups(
      rights.map((is) => Number(is) - value),
      groups,
    );
  return differenceOfCorrelated(first, second, cosine(moves(right, first), moves(otherRight, second)));
}

function seenInTraining({ trainedOn }: ComparedRun, { sha256 }: Predictions): number {
  return trainedOn ? sha256.filter((each) => trainedOn.has(each)).length : 0;
}

/** The predictions for the scans that both have, in the order of the first; scans that were relabelled in between are left out. */
function sharedScans(first: Predictions, second: Predictions): [Predictions, Predictions] {
  const places = new Map(second.sha256.map((sha256, place) => [sha256, place]));
  const pairs = first.sha256.flatMap((sha256, place): (readonly [number, number])[] => {
    const other = places.get(sha256);
    return other !== undefined && second.labels[other] === first.labels[place] ? [[place, other]] : [];
  });
  return [
    rowsOf(
      first,
      pairs.map(([place]) => place),
    ),
    rowsOf(
      second,
      pairs.map(([, place]) => place),
    ),
  ];
}

function scoresOf({ probabilities }: Predictions): number[] {
  return probabilities.map(([, positive = 0]) => positive);
}
