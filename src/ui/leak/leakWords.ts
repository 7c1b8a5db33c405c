import type { Leak, PartOfTest } from '../../evaluation/leak.ts';
import type { MaybeFigure } from '../../evaluation/testResults.ts';
import { formatCount, formatCounted, formatPercent, formatPoints } from '../components/format.ts';

/** What a leak comes to: `headline` in one sentence, and why, in the user's own data. */
export type LeakStory = {
  readonly verdict: 'inflated' | 'unsure' | 'not-inflated' | 'nothing-to-leak';
  readonly headline: string;
  readonly because: readonly string[];
};

/** @param bySubject whether a scan of the same patient or volume counts as a twin as well */
export function tellLeak(leak: Leak, bySubject: boolean): LeakStory {
  const { random, grouped, difference, withTwin, withoutTwin } = leak;
  const [high, low] = [shareOf(random), shareOf(grouped)];
  const both =
    `Same network, same settings, same seed; only the dealing of the scans differs. Right for ${high} of ` +
    `${formatCounted(random.n, 'test scan')} on the random split, for ${low} of ${formatCounted(grouped.n, 'test scan')} on the grouped one` +
    `${difference ? ` (difference ${formatPoints(difference.value)} points, 95 % interval ${formatPoints(difference.low)} to ${formatPoints(difference.high)})` : ''}.`;
  const gain = difference?.value ?? 0;
  if (withTwin?.n === 0) {
    return {
      verdict: 'nothing-to-leak',
      headline: 'There is nothing to leak here: no test scan has a twin in training.',
      because: [both, 'The two splits are equally honest on these data. What they differ by is the luck of the draw.'],
    };
  }
  const twins =
    withTwin && withoutTwin
      ? [twinSentence(random, withTwin, withoutTwin, bySubject), ...onceSentence(random, grouped, bySubject)]
      : [];
  if (gain <= 0) {
    return {
      verdict: 'not-inflated',
      headline: 'The random split does not look better here.',
      because: [both, ...twins, noInflation(withTwin, withoutTwin)],
    };
  }
  const sure = difference !== null && difference.low > 0;
  return {
    verdict: sure ? 'inflated' : 'unsure',
    headline: sure
      ? `On the random split the network seems ${points(gain)} better than it is.`
      : `On the random split the network seems ${points(gain)} better, but with so few test scans that may be luck.`,
    because: [both, ...twins, moral(withTwin, withoutTwin)],
  };
}

/** What counts as a twin. */
export function twinMeaning(bySubject: boolean): string {
  const copy = 'A copy or near-copy of the same picture';
  return bySubject ? `${copy}, or another scan of the same patient or volume.` : `${copy}.`;
}

function twinSentence(random: PartOfTest, withTwin: PartOfTest, without: PartOfTest, bySubject: boolean): string {
  const kin = bySubject
    ? 'a twin in training (a copy, or another scan of the same patient or volume)'
    : 'a twin in training, a copy or near-copy of the same picture';
  const lead = `${formatCount(withTwin.n)} of the ${formatCounted(random.n, 'test scan')} of the random split ${withTwin.n === 1 ? 'has' : 'have'} ${kin}`;
  if (without.n === 0) return `${lead}: all of them. The network is asked for what it has already seen.`;
  return `${lead}: on those it is right for ${shareOf(withTwin)}, on the ${formatCount(without.n)} without for ${shareOf(without)}.`;
}

/** A large family of copies in the test weighs as much as all its scans: without that the splits compare more fairly. */
function onceSentence(random: PartOfTest, grouped: PartOfTest, bySubject: boolean): string[] {
  if (random.perBundle === null || grouped.perBundle === null) return [];
  if (random.bundles === random.n && grouped.bundles === grouped.n) return [];
  const one = bySubject ? 'patient, volume or picture' : 'picture';
  const many = bySubject ? 'distinct patients, volumes or pictures' : 'distinct pictures';
  return [
    `Copies weigh in the test itself, too: the test scans of the random split are ${formatCount(random.bundles)} ${many}, those of the ` +
      `grouped one ${formatCount(grouped.bundles)}. With each ${one} counted once it is right for ${formatPercent(random.perBundle)} on the ` +
      `random split, for ${formatPercent(grouped.perBundle)} on the grouped one.`,
  ];
}

/** Why the random split looks no better. */
function noInflation(withTwin: PartOfTest | null, without: PartOfTest | null): string {
  if (!withTwin || !without) return 'Whether twins help it shows when the copies have been looked for.';
  const seen = withTwin.accuracy?.value ?? Number.NaN;
  const unseen = without.accuracy?.value ?? Number.NaN;
  return seen > unseen
    ? 'It does better on the scans that have a twin, but which scans were drawn weighs more here. With more test scans it may show.'
    : 'This network has not learned its training scans by heart, so that twins of them are of no help. A larger one, or more epochs, may show it.';
}

function moral(withTwin: PartOfTest | null, without: PartOfTest | null): string {
  const seen = withTwin?.accuracy?.value ?? Number.NaN;
  const unseen = without?.accuracy?.value ?? Number.NaN;
  if (seen <= unseen)
    return 'Its twins are not what it does better on, so here the difference has another cause: most likely which scans were drawn.';
  return 'It need not understand a picture that it has learned by heart. A new scan has no twin in training: what to expect on new scans is the figure of the grouped split.';
}

/** 0.062 -> '6.2 points' */
function points(share: number): string {
  return `${(Math.abs(share) * 100).toFixed(1)} points`;
}

function shareOf({ accuracy }: { readonly accuracy: MaybeFigure }): string {
  return formatPercent(accuracy?.value ?? Number.NaN);
}
