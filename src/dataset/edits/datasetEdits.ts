import { type ClassEdit, ClassNaming } from '../import/classes/classNaming.ts';
import type { CHANGE_MESSAGES, EXCLUSION_REASONS } from '../messages.ts';
import type { DataSet } from '../scan.ts';
import { type Coded, codesOf } from '../userError.ts';

/** One change of the data set that the user made, with classes as they are called then. */
export type EditRequest =
  | ScanEditRequest
  | { readonly kind: 'rename'; readonly className: string; readonly name: string }
  /** The scans of one class go to another. */
  | { readonly kind: 'merge'; readonly className: string; readonly into: string };

export type ScanEditRequest =
  | { readonly kind: 'exclude'; readonly sha256s: readonly string[]; readonly why: ExclusionReason }
  | { readonly kind: 'relabel'; readonly sha256s: readonly string[]; readonly className: string }
  /** The data set's scans are cropped to the head, brought to one sharpness and one contrast before training. */
  | { readonly kind: 'harmonise' };

/** A remedy that was applied, with classes as they were imported. Each can be undone, in any order. */
export type Edit = {
  /** Counts up; names the edit when it is undone. */
  readonly id: number;
  /** ISO 8601, UTC. */
  readonly at: string;
} & (ScanEditRequest | ClassEdit);

export type ExclusionReason = keyof typeof EXCLUSION_REASONS;

/** An edit without its list of scans. */
export type EditSummary = {
  readonly id: number;
  readonly at: string;
  readonly kind: Edit['kind'];
  /** How many it names; 0 where it is of classes or of all scans. */
  readonly scans: number;
  /** Of 'exclude'; else null. */
  readonly why: ExclusionReason | null;
  /** What scans, or the class `was`, were named by it; null for 'exclude' and 'harmonise'. */
  readonly className: string | null;
  /** What a class was called before 'rename' and 'merge'; else null. */
  readonly was: string | null;
};

/** A data set, or what is known of one on another thread. */
type Editable = Pick<DataSet, 'classes'> & {
  readonly scans: readonly { readonly sha256: string; readonly className: string }[];
};

/** The data set as the edits leave it. */
export type EditedDataSet<Data extends Editable = DataSet> = {
  /** What training, splits and audits see: relabelled, without what was excluded; scans in the order of import. */
  readonly inUse: Data;
  /** With the class that they would have. */
  readonly excluded: readonly (Data['scans'][number] & { readonly why: ExclusionReason })[];
  readonly harmonised: boolean;
};

/**
 * The data set with its edits in force. Of several exclusions of a scan the first gives the reason, of several labels the
 * last counts; so when one is undone, the others mean what they meant. Scans that are not there are passed over.
 */
export function applyEdits<Data extends Editable>(dataSet: Data, edits: readonly Edit[]): EditedDataSet<Data> {
  const naming = new ClassNaming(dataSet.classes, edits);
  const classNames = new Map<string, string>();
  const reasons = new Map<string, ExclusionReason>();
  for (const edit of edits.toSorted((a, b) => a.id - b.id)) {
    if (edit.kind === 'relabel') for (const sha256 of edit.sha256s) classNames.set(sha256, edit.className);
    if (edit.kind !== 'exclude') continue;
    for (const sha256 of edit.sha256s) if (!reasons.has(sha256)) reasons.set(sha256, edit.why);
  }
  const scans: Data['scans'][number][] = [];
  const excluded: (Data['scans'][number] & { readonly why: ExclusionReason })[] = [];
  for (const dropped of dataSet.scans) {
    const scan = relabelled(dropped, naming.nameOf(classNames.get(dropped.sha256) ?? dropped.className));
    const why = reasons.get(dropped.sha256);
    if (why) excluded.push({ ...scan, why });
    else scans.push(scan);
  }
  const harmonised = edits.some(({ kind }) => kind === 'harmonise');
  return { inUse: { ...dataSet, classes: naming.classes, scans }, excluded, harmonised };
}

function relabelled<Scan extends Editable['scans'][number]>(scan: Scan, className: string): Scan {
  return className === scan.className ? scan : { ...scan, className };
}

/** Why a remedy cannot be applied to this data set, in words; null where it can. */
export function whyNotEdit(remedy: EditRequest, dataSet: DataSet, edits: readonly Edit[]): string | null {
  const { classes } = new ClassNaming(dataSet.classes, edits);
  switch (remedy.kind) {
    case 'harmonise':
      return edits.some(({ kind }) => kind === 'harmonise') ? 'The scans are harmonised already.' : null;
    case 'rename':
      return missingClass(remedy.className, classes) ?? whyNotName(remedy.name, classes);
    case 'merge':
      return remedy.className === remedy.into
        ? 'A class cannot be merged with itself: choose another one.'
        : (missingClass(remedy.className, classes) ?? missingClass(remedy.into, classes));
    default:
      return (
        obstacleToChoice(remedy.sha256s, dataSet) ??
        (remedy.kind === 'relabel' ? missingClass(remedy.className, classes) : null)
      );
  }
}

function obstacleToChoice(sha256s: readonly string[], { scans }: DataSet): string | null {
  if (sha256s.length === 0) return 'No scan was chosen: choose some first.';
  const present = new Set(scans.map(({ sha256 }) => sha256));
  if (sha256s.every((sha256) => present.has(sha256))) return null;
  return 'A scan that was chosen is not in the data set any more: reload the page.';
}

function missingClass(className: string, classes: readonly string[]): string | null {
  if (classes.includes(className)) return null;
  return `The data set has no class "${className}": choose one of ${classes.join(', ')}.`;
}

/** Why a class cannot be renamed so; null where it can. */
export function whyNotName(name: string, classes: readonly string[]): string | null {
  if (name.trim() === '') return 'Give the class a name.';
  if (classes.includes(name.trim())) return `There is a class ${name.trim()} already: merge the two instead.`;
  return null;
}

/** The edit that a remedy becomes: it names classes as they were imported. Call it only where nothing is in the way. */
export function editOf(
  remedy: EditRequest,
  dataSet: Pick<DataSet, 'classes'>,
  edits: readonly Edit[],
): ScanEditRequest | ClassEdit {
  const naming = new ClassNaming(dataSet.classes, edits);
  const importedAs = (name: string) => naming.importedAs(name) ?? name;
  switch (remedy.kind) {
    case 'relabel':
      return { ...remedy, className: importedAs(remedy.className) };
    case 'rename':
      return {
        kind: 'rename',
        className: importedAs(remedy.className),
        was: remedy.className,
        name: remedy.name.trim(),
      };
    case 'merge': {
      const { className, into } = remedy;
      return { kind: 'merge', className: importedAs(className), was: className, into: importedAs(into), name: into };
    }
    default:
      return remedy;
  }
}

/** @param naming What classes are called now: a label that scans were given is said so. */
export function summaryOfEdit(edit: Edit, naming: Pick<ClassNaming, 'nameOf'>): EditSummary {
  const isOfClass = edit.kind === 'rename' || edit.kind === 'merge';
  return {
    id: edit.id,
    at: edit.at,
    kind: edit.kind,
    scans: 'sha256s' in edit ? edit.sha256s.length : 0,
    why: edit.kind === 'exclude' ? edit.why : null,
    className: isOfClass ? edit.name : edit.kind === 'relabel' ? naming.nameOf(edit.className) : null,
    was: isOfClass ? edit.was : null,
  };
}

const change = codesOf<typeof CHANGE_MESSAGES>();

/** The code of what an edit does; its sentence is made where it is shown. */
export function changeOf({ kind, scans, why, className, was }: Omit<EditSummary, 'id' | 'at'>): Coded {
  switch (kind) {
    case 'harmonise':
      return change(kind);
    case 'exclude':
      return change(kind, { scans, why: why ?? 'hand' });
    case 'relabel':
      return change(kind, { scans, className: className ?? '' });
    default:
      return change(kind, { was: was ?? '', className: className ?? '' });
  }
}
