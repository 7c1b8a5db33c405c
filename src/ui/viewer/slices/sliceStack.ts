import type { Scan } from '../../../dataset/scan.ts';

type Slice = Pick<Scan, 'sha256' | 'slice'>;

/** The slices of the series that a scan is of, in their order; none where it is of none. */
export function stackOf<T extends Slice>(scan: T, scans: readonly T[]): readonly T[] {
  const series = scan.slice?.series;
  if (series === undefined) return [];
  return scans
    .filter((other) => other.slice?.series === series)
    .sort((a, b) => (a.slice?.position ?? 0) - (b.slice?.position ?? 0));
}
