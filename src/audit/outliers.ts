import type { AuditedScan, OutlierGallery, OutlierKind } from './auditReport.ts';

/** More are no longer looked at one by one. */
const MOST = 24;
/** An image whose grey levels vary less than this shows nothing. */
const BLANK_CONTRAST = 3;

/** What a trained network makes of each scan: rows of `width` numbers, one a scan. */
type Embeddings = { readonly values: Float32Array; readonly width: number };

/** How odd each scan is in one way: the largest first; null where that cannot be said of a scan. */
type Oddness = {
  readonly kind: OutlierKind;
  readonly oddness: readonly (number | null)[];
  readonly toValue: (odd: number) => number;
};

const asItIs = (odd: number) => odd;
const negative = (odd: number) => -odd;

/**
 * The oddest scans in each way, oddest first; never those that are not odder than the median, and no gallery without
 * a scan. `value` is the mean grey level ('dark', 'bright'), the standard deviation of the grey levels ('blank',
 * 'contrast'), the shorter side in pixels ('tiny'), longer by shorter side ('aspect'), or the distance from the middle
 * of the class, as a multiple of its median ('outlier').
 */
export function findOutliers(scans: readonly AuditedScan[], embeddings: Embeddings | null = null): OutlierGallery[] {
  const contrastOf = ({ facts }: AuditedScan) => facts?.contrast ?? null;
  const isBlank = (scan: AuditedScan) => (contrastOf(scan) ?? BLANK_CONTRAST) < BLANK_CONTRAST;
  const lowContrast = (scan: AuditedScan) => negated(contrastOf(scan));
  const kinds: Oddness[] = [
    { kind: 'dark', oddness: scans.map(({ facts }) => negated(facts?.mean ?? null)), toValue: negative },
    { kind: 'bright', oddness: scans.map(({ facts }) => facts?.mean ?? null), toValue: asItIs },
    { kind: 'contrast', oddness: scans.map((scan) => (isBlank(scan) ? null : lowContrast(scan))), toValue: negative },
    { kind: 'tiny', oddness: scans.map(({ width, height }) => -Math.min(width, height)), toValue: negative },
    {
      kind: 'aspect',
      oddness: scans.map(({ width, height }) => Math.max(width / height, height / width)),
      toValue: asItIs,
    },
    ...(embeddings ? [{ kind: 'outlier' as const, oddness: outlyingness(scans, embeddings), toValue: asItIs }] : []),
  ];
  const blank = gallery(
    scans,
    { kind: 'blank', oddness: scans.map((scan) => (isBlank(scan) ? lowContrast(scan) : null)), toValue: negative },
    Number.NEGATIVE_INFINITY,
  );
  const others = kinds.map((kind) => gallery(scans, kind, medianOf(kind.oddness)));
  return [blank, ...others].filter((each) => each.scans.length > 0);
}

function negated(value: number | null): number | null {
  return value === null ? null : -value;
}

function gallery(scans: readonly AuditedScan[], { kind, oddness, toValue }: Oddness, above: number): OutlierGallery {
  const ranked = scans.flatMap(({ sha256 }, index) => {
    const odd = oddness[index];
    return odd !== null && odd !== undefined && odd > above ? [{ sha256, odd }] : [];
  });
  ranked.sort((a, b) => b.odd - a.odd || (a.sha256 < b.sha256 ? -1 : 1));
  return { kind, scans: ranked.slice(0, MOST).map(({ sha256, odd }) => ({ sha256, value: toValue(odd) })) };
}

/**
 * Distance of each scan from the middle of its class, each number of the embedding in units of its spread within the
 * classes, as a multiple of the class's median distance. Null in a class of fewer than four scans.
 */
function outlyingness(scans: readonly AuditedScan[], { values, width }: Embeddings): (number | null)[] {
  const members = new Map<string, number[]>();
  scans.forEach(({ className }, row) => {
    const rows = members.get(className) ?? [];
    rows.push(row);
    members.set(className, rows);
  });
  const classes = [...members.values()].filter((rows) => rows.length >= 4);
  const middles = classes.map((rows) => meanOf(rows, values, width));
  const spreads = spreadWithin(classes, middles, values, width);
  const outlying = new Array<number | null>(scans.length).fill(null);
  classes.forEach((rows, index) => {
    const distances = rows.map((row) =>
      distance(values, row * width, middles[index] ?? new Float64Array(width), spreads),
    );
    const typical = medianOf(distances);
    rows.forEach((row, place) => {
      outlying[row] = typical > 0 ? (distances[place] ?? 0) / typical : null;
    });
  });
  return outlying;
}

function meanOf(rows: readonly number[], values: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (const row of rows) {
    for (let i = 0; i < width; i++) mean[i] = (mean[i] ?? 0) + (values[row * width + i] ?? 0) / rows.length;
  }
  return mean;
}

/** Standard deviations about the classes' own means. */
function spreadWithin(
  classes: readonly (readonly number[])[],
  middles: readonly Float64Array[],
  values: Float32Array,
  width: number,
): Float64Array {
  const squares = new Float64Array(width);
  const count = classes.reduce((sum, rows) => sum + rows.length, 0);
  classes.forEach((rows, index) => {
    for (const row of rows) {
      for (let i = 0; i < width; i++) {
        const off = (values[row * width + i] ?? 0) - (middles[index]?.[i] ?? 0);
        squares[i] = (squares[i] ?? 0) + (off * off) / count;
      }
    }
  });
  return squares.map(Math.sqrt);
}

function distance(values: Float32Array, at: number, middle: Float64Array, spreads: Float64Array): number {
  let sum = 0;
  spreads.forEach((spread, i) => {
    // A number that is the same for all scans tells nothing.
    if (spread > 0) sum += (((values[at + i] ?? 0) - (middle[i] ?? 0)) / spread) ** 2;
  });
  return Math.sqrt(sum);
}

function medianOf(values: readonly (number | null)[]): number {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
