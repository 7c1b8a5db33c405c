import * as v from 'valibot';
import { count, list, type RecordOf, text } from '../dataset/recordSchemas.ts';
import type { Scan } from '../dataset/scan.ts';

const spreadSchema = v.object({ low: v.number(), median: v.number(), high: v.number() });

/** What a set of scans is like, to be held against another. */
export const setDescriptionSchema = v.object({
  /** In the order of the classes. */
  scansPerClass: list(count, 2, 1000),
  /** How many scans are of each format, the most first. */
  formats: v.array(v.tuple([text(40), count])),
  /** Of the longer side, pixels: fifth percentile, median, ninety-fifth. Null of no scan, as the two below. */
  longerSide: v.nullable(spreadSchema),
  /** Of the mean grey level of a scan, 0..255. */
  grey: v.nullable(spreadSchema),
  /** Of the standard deviation of its grey levels. */
  contrast: v.nullable(spreadSchema),
});
export type SetDescription = RecordOf<typeof setDescriptionSchema>;
export type Spread = RecordOf<typeof spreadSchema>;

type Described = Pick<Scan, 'format' | 'width' | 'height' | 'facts'>;

/** @param labels index into the classes, for each scan */
export function describeSet(
  scans: readonly Described[],
  labels: readonly number[],
  classCount: number,
): SetDescription {
  const formats = new Map<string, number>();
  for (const { format } of scans) formats.set(format, (formats.get(format) ?? 0) + 1);
  const facts = scans.flatMap((scan) => scan.facts ?? []);
  return {
    scansPerClass: Array.from({ length: classCount }, (_, index) => labels.filter((label) => label === index).length),
    formats: [...formats].sort(([, a], [, b]) => b - a),
    longerSide: spreadOf(scans.map(({ width, height }) => Math.max(width, height))),
    grey: spreadOf(facts.map(({ mean }) => mean)),
    contrast: spreadOf(facts.map(({ contrast }) => contrast)),
  };
}

function spreadOf(values: readonly number[]): Spread | null {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))];
  const [low, median, high] = [at(0.05), at(0.5), at(0.95)];
  return low === undefined || median === undefined || high === undefined ? null : { low, median, high };
}
