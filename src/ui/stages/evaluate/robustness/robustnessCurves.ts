import { DEGRADATIONS, type DegradationName } from '../../../../preprocessing/degradations.ts';
import type { RobustnessPoint } from '../../../../worker/jobs/evaluate/evaluateProtocol.ts';
import { formatPercent } from '../../../components/text/format.ts';

/** A point of one kind of degradation; the one without any is part of every curve. */
type CurvePoint = Pick<RobustnessPoint, 'accuracy' | 'auc'> & { readonly amount: number };
export type Curve = { readonly kind: DegradationName; readonly points: readonly CurvePoint[] };

/** The curves of which a point is there, along their amounts. */
export function curvesOf(points: readonly RobustnessPoint[]): Curve[] {
  const plain = points.find(({ degradation }) => degradation === null);
  return (Object.keys(DEGRADATIONS) as DegradationName[]).flatMap((kind) => {
    const own = points.flatMap(({ degradation, ...figures }) =>
      degradation?.kind === kind ? [{ ...figures, amount: degradation.amount }] : [],
    );
    if (own.length === 0) return [];
    const all = plain ? [...own, { ...plain, amount: DEGRADATIONS[kind].none }] : own;
    return [{ kind, points: all.sort((a, b) => a.amount - b.amount) }];
  });
}

/** The point whose accuracy is the lowest; null where none was degraded. */
export function mostFragile(points: readonly RobustnessPoint[]): RobustnessPoint | null {
  const degraded = points.filter(({ degradation, accuracy }) => degradation !== null && accuracy !== null);
  const lowest = degraded.toSorted((a, b) => (a.accuracy?.value ?? 0) - (b.accuracy?.value ?? 0));
  return lowest[0] ?? null;
}

/** 'Falls most with rotation (-30 degrees): accuracy 71.0 % (...), where it is 93.0 % on the scans as they are.' */
export function robustnessSentence({ degradation, accuracy }: RobustnessPoint, points: readonly RobustnessPoint[]) {
  const plain = points.find((point) => point.degradation === null)?.accuracy;
  if (!degradation || !accuracy || !plain) return '';
  const { label, unit } = DEGRADATIONS[degradation.kind];
  const interval = `95 % interval ${formatPercent(accuracy.low)} to ${formatPercent(accuracy.high)}`;
  if (accuracy.low <= plain.value && plain.value <= accuracy.high)
    return `Falls most with ${inSentence(label)} at ${degradation.amount} (${unit}), and even there the interval holds the accuracy on the scans as they are, ${formatPercent(plain.value)}.`;
  return `Falls most with ${inSentence(label)} at ${degradation.amount} (${unit}): accuracy ${formatPercent(accuracy.value)} (${interval}), where it is ${formatPercent(plain.value)} on the scans as they are.`;
}

/** 'noise, blur, ... and bias field' */
export const DEGRADATION_LIST = new Intl.ListFormat('en-GB').format(
  Object.values(DEGRADATIONS).map(({ label }) => inSentence(label)),
);

/** 'noise', 'JPEG quality' */
function inSentence(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
