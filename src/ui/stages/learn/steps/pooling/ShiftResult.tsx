import { useMemo } from 'react';
import { formatPercent } from '../../../../components/text/format.ts';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import type { FeatureMap } from '../../maps/channelMap.ts';
import { formatAnswer } from '../../maps/formatValue.ts';
import { followedClass } from '../../subject/usualScan.ts';
import { shareChanged } from './shareChanged.ts';

type Run = {
  /** Of one channel, by operation. */
  readonly maps: Readonly<Record<number, FeatureMap>>;
  readonly probabilities: readonly number[] | null;
};

type ShiftResultProps = {
  readonly still: Run;
  /** Null where the scan is not shifted, or that is on its way. */
  readonly moved: Run | null;
  /** The pooling. */
  readonly at: number;
  /** Pixels of the scan. */
  readonly shift: number;
  readonly classes: readonly string[];
};

/** How much of a map a shift of the scan changes, before the pooling and after. */
export function ShiftResult({ still, moved, at, shift, classes }: ShiftResultProps) {
  const [before, after] = [at - 1, at].map((place) => changeOf(still.maps[place], moved?.maps[place]));
  const words = useMemo(() => {
    if (shift === 0) return 'Shift the scan to see how much of this map changes, before pooling and after.';
    if (before === undefined || after === undefined || !moved) return 'Shifting the scan';
    const by = `Shifted by ${Math.abs(shift)} px: before pooling ${formatPercent(before, 0)} of this map changes, after it ${formatPercent(after, 0)}.`;
    const followed = followedClass(still.probabilities);
    const [was, is] = [still.probabilities?.[followed], moved.probabilities?.[followed]];
    if (was === undefined || is === undefined) return by;
    return `${by} The probability of ${classes[followed]} goes from ${formatAnswer(was)} to ${formatAnswer(is)}.`;
  }, [shift, before, after, still, moved, classes]);
  return <StatusLine>{words}</StatusLine>;
}

function changeOf(still: FeatureMap | undefined, moved: FeatureMap | undefined): number | undefined {
  return still && moved && shareChanged(still.values, moved.values);
}
