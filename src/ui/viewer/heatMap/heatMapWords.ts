import type { MaskOverlap } from '../../../explain/maskOverlap.ts';
import type { HeatMapChecks } from '../../../explain/sanityChecks.ts';

type Finding = { readonly sentence: string; readonly tone: 'good' | 'caution' };

/** A map like that of random weights shows the scan, not what was learned. */
const LIKE_RANDOM = 0.5;

/** What the checks say of a heat map, in words. */
export function checkSentences({ randomised, deletion }: HeatMapChecks, className: string): Finding[] {
  const { strongestFirst, random } = deletion;
  const [mapMean, randomMean] = [mean(strongestFirst), mean(random)];
  const falls = mapMean < randomMean;
  return [
    randomised === null
      ? { tone: 'caution', sentence: 'Empty with these or with random weights: nothing to compare.' }
      : randomised >= LIKE_RANDOM
        ? {
            tone: 'caution',
            sentence: `Much like the map of random weights (rank correlation ${randomised.toFixed(2)}): it may show the scan’s edges rather than what was learned.`,
          }
        : {
            tone: 'good',
            sentence: `Unlike the map of random weights (rank correlation ${randomised.toFixed(2)}): it depends on what was learned.`,
          },
    {
      tone: falls ? 'good' : 'caution',
      sentence:
        `Covering the scan from the strongest part on, the probability of ${className} is ${mapMean.toFixed(2)} on average, ` +
        `in random order ${randomMean.toFixed(2)}: ` +
        (falls ? 'the map names what counts.' : 'the map does not name what counts.'),
    },
  ];
}

/** How a map agrees with the mask that came with the scan. */
export function overlapSentence({ pointsAtMask, iou, inside, covered }: MaskOverlap): string {
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
  return (
    `The strongest place lies ${pointsAtMask ? 'in' : 'outside'} the mask; ${percent(inside)} of what speaks for the class lies in it, ` +
    `and it covers ${percent(covered)} of the scan (IoU ${iou.toFixed(2)}).`
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
