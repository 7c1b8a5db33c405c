import type { Leakage, TestSubset } from '../../../../evaluation/comparison/leakage.ts';
import type { Estimate } from '../../../../statistics/intervals/estimate.ts';
import { formatCount, formatCounted, formatPercent, formatPoints } from '../../../components/text/format.ts';

/** What a leak comes to: `headline` in one sentence, and why, in the user's own data. */
type LeakageVerdict = {
  readonly verdict: 'inflated' | 'unsure' | 'not-inflated' | 'nothing-to-leak';
  readonly headline: string;
  readonly because: readonly string[];
};

/** @param bySubject whether a scan of the same patient or volume counts as a duplicate as well */
export function explainLeakage(leak: Leakage, bySubject: boolean): LeakageVerdict {
  const { random, grouped, difference, withTwin, withoutTwin } = leak;
  const [high, low] = [shareOf(random), shareOf(grouped)];
  const both =
    `Same network, settings and seed; only the split differs. Accuracy: ${high} of ` +
    `${formatCounted(random.n, 'test scan')} on the random split, ${low} of ${formatCounted(grouped.n, 'test scan')} on the grouped one` +
    `${difference ? ` (difference ${formatPoints(difference.value)} points, 95 % interval ${formatPoints(difference.low)} to ${formatPoints(difference.high)})` : ''}.`;
  const gain = difference?.value ?? 0;
  if (withTwin?.n === 0) {
    return {
      verdict: 'nothing-to-leak',
      headline: 'Nothing can leak: no test scan has a duplicate in training.',
      because: [both, 'Both splits are equally valid on these data; they differ by chance.'],
    };
  }
  const overlaps =
    withTwin && withoutTwin
      ? [twinSentence(random, withTwin, withoutTwin, bySubject), ...onceSentence(random, grouped, bySubject)]
      : [];
  if (gain <= 0) {
    return {
      verdict: 'not-inflated',
      headline: 'The random split does not look better here.',
      because: [both, ...overlaps, noInflation(withTwin, withoutTwin)],
    };
  }
  const sure = difference !== null && difference.low > 0;
  return {
    verdict: sure ? 'inflated' : 'unsure',
    headline: sure
      ? `On the random split the network seems ${points(gain)} better than it is.`
      : `On the random split the network seems ${points(gain)} better, but with so few test scans that may be chance.`,
    because: [both, ...overlaps, moral(withTwin, withoutTwin)],
  };
}

/** What counts as a duplicate. */
export function overlapMeaning(bySubject: boolean): string {
  const copy = 'A duplicate or near-duplicate image';
  return bySubject ? `${copy}, or another scan of the same patient or volume.` : `${copy}.`;
}

function twinSentence(random: TestSubset, withTwin: TestSubset, without: TestSubset, bySubject: boolean): string {
  const kin = bySubject
    ? 'a duplicate in training (or another scan of the same patient or volume)'
    : 'a duplicate or near-duplicate in training';
  const lead = `${formatCount(withTwin.n)} of the ${formatCounted(random.n, 'test scan')} of the random split ${withTwin.n === 1 ? 'has' : 'have'} ${kin}`;
  if (without.n === 0) return `${lead}: all of them. The test contains images from training.`;
  return `${lead}: accuracy on those is ${shareOf(withTwin)}, on the ${formatCount(without.n)} without ${shareOf(without)}.`;
}

/** A large family of copies in the test weighs as much as all its scans: without that the splits compare more fairly. */
function onceSentence(random: TestSubset, grouped: TestSubset, bySubject: boolean): string[] {
  if (random.perGroup === null || grouped.perGroup === null) return [];
  if (random.groups === random.n && grouped.groups === grouped.n) return [];
  const one = bySubject ? 'patient, volume or image' : 'image';
  const many = bySubject ? 'distinct patients, volumes or images' : 'distinct images';
  return [
    `The random-split test set holds only ${formatCount(random.groups)} ${many}; the grouped one ${formatCount(grouped.groups)}. ` +
      `With each ${one} counted once the accuracy is ${formatPercent(random.perGroup)} on the random split and ` +
      `${formatPercent(grouped.perGroup)} on the grouped one.`,
  ];
}

/** Why the random split looks no better. */
function noInflation(withTwin: TestSubset | null, without: TestSubset | null): string {
  if (!withTwin || !without) return 'Waiting for the duplicate search.';
  const seen = withTwin.accuracy?.value ?? Number.NaN;
  const unseen = without.accuracy?.value ?? Number.NaN;
  return seen > unseen
    ? 'It does better on scans with a duplicate, but chance weighs more here. Try more test scans.'
    : 'This network has not memorised its training scans, so duplicates do not help it. A larger network, or more epochs, may show the effect.';
}

function moral(withTwin: TestSubset | null, without: TestSubset | null): string {
  const seen = withTwin?.accuracy?.value ?? Number.NaN;
  const unseen = without?.accuracy?.value ?? Number.NaN;
  if (seen <= unseen) return 'Duplicates do not explain this gap; it is probably chance.';
  return 'The model may have memorised these images. Expect the grouped-split result on new patients.';
}

/** 0.062 -> '6.2 points' */
function points(share: number): string {
  return `${(Math.abs(share) * 100).toFixed(1)} points`;
}

function shareOf({ accuracy }: { readonly accuracy: Estimate | null }): string {
  return formatPercent(accuracy?.value ?? Number.NaN);
}
