import type { DataSet, Scan } from './scan.ts';

/** One change of the data set that the user made. */
export type Remedy =
  | { readonly kind: 'exclude'; readonly sha256s: readonly string[]; readonly why: ExclusionReason }
  | { readonly kind: 'relabel'; readonly sha256s: readonly string[]; readonly className: string }
  /** The data set's scans are cropped to the head, brought to one sharpness and one contrast before training. */
  | { readonly kind: 'harmonise' };

/** A remedy that was applied. Each can be taken back, in any order. */
export type Edit = {
  /** Counts up; names the edit when it is taken back. */
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
} & Remedy;

export type ExclusionReason = 'copy' | 'conflict' | 'odd' | 'hand';

/** An edit without its list of scans. */
export type EditSummary = {
  readonly id: number;
  readonly at: string;
  readonly kind: Edit['kind'];
  /** How many it names; 0 for 'harmonise'. */
  readonly scans: number;
  /** Of 'exclude'; else null. */
  readonly why: ExclusionReason | null;
  /** Of 'relabel'; else null. */
  readonly className: string | null;
};

export type ExcludedScan = Scan & { readonly why: ExclusionReason };

/** The data set as the edits leave it. */
export type Curated = {
  /** What training, splits and audits see: relabelled, without what was excluded; scans in the order of import. */
  readonly inUse: DataSet;
  /** With the class that they would have. */
  readonly excluded: readonly ExcludedScan[];
  readonly harmonised: boolean;
};

/**
 * The data set with its edits in force. Of several exclusions of a scan the first gives the reason, of several labels the
 * last counts; so whatever edit is taken back, the others mean what they meant. Scans that are not there are passed over.
 */
export function curate(dataSet: DataSet, edits: readonly Edit[]): Curated {
  const classNames = new Map<string, string>();
  const reasons = new Map<string, ExclusionReason>();
  for (const edit of edits.toSorted((a, b) => a.id - b.id)) {
    if (edit.kind === 'relabel') for (const sha256 of edit.sha256s) classNames.set(sha256, edit.className);
    if (edit.kind !== 'exclude') continue;
    for (const sha256 of edit.sha256s) if (!reasons.has(sha256)) reasons.set(sha256, edit.why);
  }
  const scans: Scan[] = [];
  const excluded: ExcludedScan[] = [];
  for (const dropped of dataSet.scans) {
    const scan = relabelled(dropped, classNames.get(dropped.sha256));
    const why = reasons.get(dropped.sha256);
    if (why) excluded.push({ ...scan, why });
    else scans.push(scan);
  }
  const harmonised = edits.some(({ kind }) => kind === 'harmonise');
  return { inUse: { ...dataSet, scans }, excluded, harmonised };
}

function relabelled(scan: Scan, className: string | undefined): Scan {
  return className === undefined || className === scan.className ? scan : { ...scan, className };
}

/** Why a remedy cannot be applied to this data set, in words; null where it can. */
export function obstacleTo(remedy: Remedy, dataSet: DataSet, edits: readonly Edit[]): string | null {
  if (remedy.kind === 'harmonise')
    return edits.some(({ kind }) => kind === 'harmonise') ? 'The scans are harmonised already.' : null;
  if (remedy.sha256s.length === 0) return 'No scan was chosen: choose some first.';
  const present = new Set(dataSet.scans.map(({ sha256 }) => sha256));
  if (!remedy.sha256s.every((sha256) => present.has(sha256)))
    return 'A scan that was chosen is not in the data set any more: reload the page.';
  if (remedy.kind === 'relabel' && !dataSet.classes.includes(remedy.className))
    return `The data set has no class "${remedy.className}": choose one of ${dataSet.classes.join(', ')}.`;
  return null;
}

export function summaryOfEdit(edit: Edit): EditSummary {
  return {
    id: edit.id,
    at: edit.at,
    kind: edit.kind,
    scans: edit.kind === 'harmonise' ? 0 : edit.sha256s.length,
    why: edit.kind === 'exclude' ? edit.why : null,
    className: edit.kind === 'relabel' ? edit.className : null,
  };
}

const REASONS = { copy: 'copies', conflict: 'of two classes', odd: 'odd ones', hand: 'by hand' } as const;

/** '12 scans excluded (copies)'. */
export function sayEdit({ kind, scans, why, className }: Omit<EditSummary, 'id' | 'at'>): string {
  const count = scans === 1 ? '1 scan' : `${scans} scans`;
  if (kind === 'harmonise') return 'harmonised';
  return kind === 'exclude' ? `${count} excluded (${REASONS[why ?? 'hand']})` : `${count} relabelled as ${className}`;
}
