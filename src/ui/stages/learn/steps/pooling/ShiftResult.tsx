import { useMemo } from 'react';
import type { Values } from '../../../../../explain/operation.ts';
import type { ScanActivations } from '../../../../../worker/protocol.ts';
import { formatPercent } from '../../../../components/text/format.ts';
import { StatusLine } from '../../../../components/text/StatusLine.tsx';
import { channelMap } from '../../maps/channelMap.ts';
import { formatAnswer } from '../../maps/formatValue.ts';
import { shareChanged } from './shareChanged.ts';

type ShiftResultProps = {
  readonly still: ScanActivations;
  readonly moved: ScanActivations;
  readonly at: number;
  readonly channel: number;
  /** Pixels of the scan. */
  readonly shift: number;
};

/** How much of a map a shift of the scan changes, before the pooling and after. */
export function ShiftResult({ still, moved, at, channel, shift }: ShiftResultProps) {
  const change = (place: number) => changeOf(still.values[place], moved.values[place], channel);
  const [before, after] = [change(at - 1), change(at)];
  const words = useMemo(() => {
    if (shift === 0) return 'Shift the scan to see how much of this map changes, before pooling and after.';
    const by = `Shifted by ${Math.abs(shift)} px: before pooling ${formatPercent(before, 0)} of this map changes, after it ${formatPercent(after, 0)}.`;
    const [was, is] = [still.probabilities?.[1], moved.probabilities?.[1]];
    if (was === undefined || is === undefined || (still.probabilities?.length ?? 0) > 2) return by;
    return `${by} The probability goes from ${formatAnswer(was)} to ${formatAnswer(is)}.`;
  }, [shift, before, after, still, moved]);
  return <StatusLine>{words}</StatusLine>;
}

function changeOf(still: Values | undefined, moved: Values | undefined, channel: number): number {
  if (!still || !moved) return Number.NaN;
  return shareChanged(channelMap(still, channel).values, channelMap(moved, channel).values);
}
