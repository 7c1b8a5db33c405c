import type { AuditedScan, Shortcut } from '../auditReport.ts';

/** One fact of every scan: a number, or the number of one of `names`. */
export type Feature = {
  readonly name: string;
  readonly values: Float64Array;
  /** Of a fact that is no quantity, e.g. a format; else null. */
  readonly names: readonly string[] | null;
};

/** What a shortcut may look at. The scans must have facts where it looks at those. */
export function featuresOf(from: Shortcut['from'], scans: readonly AuditedScan[]): Feature[] {
  const size = [column('width', scans, ({ width }) => width), column('height', scans, ({ height }) => height)];
  if (from === 'size') return size;
  if (from === 'header') {
    return [
      named('format', scans, ({ format }) => format),
      named('colour mode', scans, ({ colourMode }) => colourMode ?? 'unknown'),
      ...size,
      column('aspect ratio', scans, ({ width, height }) => width / height),
      column('bytes per pixel', scans, ({ bytes, width, height }) => bytes / (width * height)),
    ];
  }
  return [
    column('mean grey', scans, ({ facts }) => facts?.mean ?? Number.NaN),
    column('contrast', scans, ({ facts }) => facts?.contrast ?? Number.NaN),
    column('grey of the border', scans, ({ facts }) => facts?.border ?? Number.NaN),
    column('sharpness', scans, ({ facts }) => facts?.sharpness ?? Number.NaN),
  ];
}

function column(name: string, scans: readonly AuditedScan[], factOf: (scan: AuditedScan) => number): Feature {
  return { name, values: Float64Array.from(scans, factOf), names: null };
}

function named(name: string, scans: readonly AuditedScan[], nameOf: (scan: AuditedScan) => string): Feature {
  const names = [...new Set(scans.map(nameOf))].sort();
  const numbers = new Map(names.map((each, number) => [each, number]));
  return { name, values: Float64Array.from(scans, (scan) => numbers.get(nameOf(scan)) ?? 0), names };
}
