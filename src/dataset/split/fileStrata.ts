import type { Scan } from '../scan.ts';

type StratifiedScan = Pick<Scan, 'className' | 'width' | 'height' | 'format'>;

/** A size that fewer scans have is no kind of its own: it goes into a band of areas. */
const LEAST_SHARE = 0.02;
const BANDS = 4;

/**
 * The stratum of each scan, from 0: its class, its format, and its size, or the band of its area where few scans have that
 * size. It is what gives a class away before a pixel is seen, and what makes one test set easier than another.
 */
export function fileStrata(scans: readonly StratifiedScan[]): number[] {
  const sizes = new Map<string, number>();
  for (const scan of scans) sizes.set(sizeOf(scan), (sizes.get(sizeOf(scan)) ?? 0) + 1);
  const isCommon = (scan: StratifiedScan) => (sizes.get(sizeOf(scan)) ?? 0) >= LEAST_SHARE * scans.length;
  const areas = scans
    .filter((scan) => !isCommon(scan))
    .map(({ width, height }) => width * height)
    .sort((a, b) => a - b);
  const limits = Array.from({ length: BANDS - 1 }, (_, i) => areas[Math.floor(((i + 1) * areas.length) / BANDS)] ?? 0);
  const bandOf = ({ width, height }: StratifiedScan) =>
    `band ${limits.filter((limit) => width * height >= limit).length}`;
  const numbers = new Map<string, number>();
  return scans.map((scan) => {
    const key = JSON.stringify([scan.className, scan.format, isCommon(scan) ? sizeOf(scan) : bandOf(scan)]);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

function sizeOf({ width, height }: StratifiedScan): string {
  return `${width} x ${height}`;
}
