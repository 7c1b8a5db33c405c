import type { Scan } from '../../dataset/scan.ts';
import { sourceFolder } from '../../dataset/sourceFolder.ts';
import type { Estimate } from '../../statistics/intervals/estimate.ts';
import { binaryResults, multiClassResults } from '../metrics/testResults.ts';
import { type Predictions, rowsOf } from '../predictions.ts';

/** By what test scans are told apart. */
export type FieldKind = Exclude<SubgroupKind, 'class' | 'column'>;
export type SubgroupKind = 'class' | 'format' | 'colour' | 'size' | 'shape' | 'folder' | 'scanner' | 'column';

/** The test scans that have one value of something, and how the network does on them. */
export type Subgroup = {
  readonly kind: SubgroupKind;
  readonly value: string;
  readonly n: number;
  readonly accuracy: Estimate | null;
  /** Null where they are of one class, or there are more than two classes. */
  readonly auc: Estimate | null;
  /** The interval of the accuracy does not hold the accuracy of all test scans, or that of the AUC not theirs. */
  readonly differs: boolean;
};

export type DescribedScan = Pick<
  Scan,
  'path' | 'className' | 'format' | 'colourMode' | 'width' | 'height' | 'scanner'
> & {
  /** What a table says of it. */
  readonly column?: string | undefined;
};

/** Of fewer scans a figure says nothing. */
export const LEAST_OF_SUBGROUP = 10;
/** Longer sides from which a scan is of the next band, pixels. */
const SIZE_BANDS = [256, 512, 1024];
/** Sides that differ by less are called equal. */
const NEARLY_SQUARE = 1.05;

/** In the order in which they are shown; null: of no group of this kind. */
export const FIELD_VALUES: Readonly<Record<SubgroupKind, (scan: DescribedScan) => string | null>> = {
  class: ({ className }) => className,
  format: ({ format }) => format,
  colour: ({ colourMode }) => colourMode,
  size: ({ width, height }) => sizeBand(Math.max(width, height)),
  shape: ({ width, height }) => {
    if (width > NEARLY_SQUARE * height) return 'wider than high';
    return height > NEARLY_SQUARE * width ? 'higher than wide' : 'square';
  },
  folder: ({ path, className }) => sourceFolder(path, className),
  scanner: ({ scanner }) => scanner ?? null,
  column: ({ column }) => column ?? null,
};

/**
 * The network's results on groups of test scans, by class, format, colours, size, shape, source folder, scanner and a column of a table; kinds of which all scans have one
 * value, and values with fewer than ten scans, are left out. Each is looked at alone: of twenty, one differs by chance.
 *
 * @param threshold null for more than two classes
 * @param scanOf what is known of a test scan; null where it is no longer here
 */
export function subgroupResults(
  predictions: Predictions,
  classCount: number,
  threshold: number | null,
  scanOf: (sha256: string) => DescribedScan | null,
): Subgroup[] {
  const scans = predictions.sha256.map(scanOf);
  const all = accuracyAndAuc(predictions, classCount, threshold);
  return (Object.keys(FIELD_VALUES) as SubgroupKind[]).flatMap((kind) => {
    const places = new Map<string, number[]>();
    for (const [place, scan] of scans.entries()) {
      const value = scan && FIELD_VALUES[kind](scan);
      if (value !== null) places.set(value, [...(places.get(value) ?? []), place]);
    }
    const large = [...places].filter(([, rows]) => rows.length >= LEAST_OF_SUBGROUP);
    if (places.size < 2) return [];
    return large
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([value, rows]): Subgroup => {
        const { accuracy, auc } = accuracyAndAuc(rowsOf(predictions, rows), classCount, threshold);
        const differs = excludes(accuracy, all.accuracy) || excludes(auc, all.auc);
        return { kind, value, n: rows.length, accuracy, auc, differs };
      });
  });
}

function excludes(figure: Estimate | null, overall: Estimate | null): boolean {
  return figure !== null && overall !== null && (figure.low > overall.value || figure.high < overall.value);
}

/** The two figures of a few scans that are compared with those of others. `threshold`: null for more than two classes. */
export function accuracyAndAuc(
  predictions: Predictions,
  classCount: number,
  threshold: number | null,
): Pick<Subgroup, 'accuracy' | 'auc'> {
  if (threshold === null) return { accuracy: multiClassResults(predictions, classCount).metrics.accuracy, auc: null };
  const { accuracy, auc } = binaryResults(predictions, threshold).metrics;
  return { accuracy, auc };
}

/** 'below 256 px', '256 to 511 px', ... */
function sizeBand(side: number): string {
  const place = SIZE_BANDS.findIndex((limit) => side < limit);
  const [from, to] = [SIZE_BANDS[place - 1], SIZE_BANDS[place]];
  if (to === undefined) return `${SIZE_BANDS.at(-1)} px and more`;
  return from === undefined ? `below ${to} px` : `${from} to ${to - 1} px`;
}
