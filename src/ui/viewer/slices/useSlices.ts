import { useMemo, useState } from 'react';
import type { ScanView } from '../../../dataset/edits/dataSetView.ts';
import { type ScanSource, storedScan } from '../scanSource.ts';
import type { Place } from './Pager.tsx';
import { stackOf } from './sliceStack.ts';

/** Slices and scans on either side that are cached. */
const AHEAD = 3;

type Slices = {
  /** The scan of the list, or the slice of its series that was gone to. */
  readonly shown: ScanView;
  readonly stack: Place | null;
  /** What may be looked at next. */
  readonly soon: readonly ScanSource[];
};

/**
 * Goes from a scan of a list through the slices of its series, which need not be in the list.
 * @param scans all scans that slices are looked for in
 * @param onFound a slice that was gone to is in the list, at this place
 */
export function useSlices(
  list: readonly ScanView[],
  index: number,
  scans: readonly ScanView[],
  onFound: (index: number) => void,
): Slices | null {
  const [away, setAway] = useState<{ readonly from: ScanView; readonly to: ScanView } | null>(null);
  const listed = list[index];
  const shown = away && away.from === listed ? away.to : listed;
  const series = shown?.slice?.series;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the slices of one series are the same for all of its scans.
  const slices = useMemo(() => (shown ? stackOf(shown, scans) : []), [series, scans]);
  if (!shown || !listed) return null;
  const at = slices.findIndex(({ sha256 }) => sha256 === shown.sha256);
  const goTo = (slice: ScanView | undefined) => {
    if (!slice) return;
    const place = list.findIndex(({ sha256 }) => sha256 === slice.sha256);
    setAway(place < 0 ? { from: listed, to: slice } : null);
    if (place >= 0) onFound(place);
  };
  const stack =
    slices.length > 1 ? { index: at, count: slices.length, onMove: (to: number) => goTo(slices[to]) } : null;
  const soon = [...around(slices, at, AHEAD), ...around(list, index, 1)];
  return { shown, stack, soon: soon.map(storedScan) };
}

/** Those beside a place, the nearest first. */
function around<T>(row: readonly T[], at: number, far: number): T[] {
  const offsets = Array.from({ length: far }, (_, i) => [i + 1, -i - 1]).flat();
  return offsets.flatMap((offset) => row[at + offset] ?? []);
}
