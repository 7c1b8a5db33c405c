import { ClassNaming } from '../import/classes/classNaming.ts';
import { namedOutcomes } from '../import/namedOutcomes.ts';
import { type PackedOutcomes, unpackOutcomes } from '../import/packedOutcomes.ts';
import type { UnfinishedFiles } from '../import/unfinishedImport.ts';
import type { DataSet, FileOutcome, Scan } from '../scan.ts';
import {
  applyEdits,
  type Edit,
  type EditRequest,
  type EditSummary,
  type ExclusionReason,
  editOf,
  summaryOfEdit,
} from './datasetEdits.ts';
import type { DataSetVersion } from './version.ts';

/** All but the fingerprint, which only the jobs need. */
export type ScanView = Omit<Scan, 'fingerprint'>;

type ExcludedView = ScanView & { readonly why: ExclusionReason };

/** The data set as it was imported, with its edits. */
type ImportedDataSet = {
  readonly name: string;
  readonly synthetic: boolean;
  readonly source: Pick<DataSet, 'classes' | 'folders'> & {
    readonly scans: readonly ScanView[];
    readonly outcomes: readonly FileOutcome[];
    /** Those in force, oldest first. */
    readonly edits: readonly Edit[];
  };
  readonly version: DataSetVersion;
  /** Every version that there was, oldest first; the last is `version`. */
  readonly history: readonly DataSetVersion[];
  /** Of those in use: copies and near-copies count once. Null until they have been looked for (`audit`). */
  readonly groupCount: number | null;
  /** Files of earlier imports that were not read; null where there are none. */
  readonly unfinished: UnfinishedFiles | null;
};

/** The same as it crosses to the page, once; an edit then crosses alone. */
export type SentDataSet = Omit<ImportedDataSet, 'source'> & {
  readonly source: Omit<ImportedDataSet['source'], 'outcomes'> & { readonly outcomes: PackedOutcomes };
};

/** The data set as the edits leave it. */
export type DataSetView = ImportedDataSet & {
  /** For two classes [negative, positive]. */
  readonly classes: readonly string[];
  /** Those in use, under the class that counts. */
  readonly scans: readonly ScanView[];
  /** Taken out of use by an edit. */
  readonly excluded: readonly ExcludedView[];
  /** Those in force, oldest first. */
  readonly edits: readonly EditSummary[];
  readonly harmonised: boolean;
  readonly outcomes: readonly FileOutcome[];
  /** The class that files of a folder, or with a label in a table, belong to: as it is called now. */
  readonly folders: NonNullable<DataSet['folders']>;
};

/** What became of a data set by an edit, or by undoing one. */
export type EditOutcome = Pick<ImportedDataSet, 'version' | 'groupCount'> & Pick<Edit, 'id' | 'at'>;

export function dataSetView({ source, ...sent }: SentDataSet): DataSetView {
  return withEditsApplied({ ...sent, source: { ...source, outcomes: unpackOutcomes(source.outcomes) } });
}

function withEditsApplied(sent: ImportedDataSet): DataSetView {
  const { edits, outcomes, folders = [], ...imported } = sent.source;
  const { inUse, excluded, harmonised } = applyEdits(imported, edits);
  const naming = new ClassNaming(imported.classes, edits);
  const noted = folders.map(([folder, className]) => [folder, naming.nameOf(className)] as const);
  return {
    ...sent,
    ...{ classes: inUse.classes, scans: inUse.scans, excluded, harmonised },
    edits: edits.map((edit) => summaryOfEdit(edit, naming)),
    outcomes: namedOutcomes(outcomes, naming.renamed),
    // A folder that was imported before folders were noted had the name of its class.
    folders: [...new Map([...naming.renamed, ...noted])],
  };
}

/** The change that the worker made when it applied a remedy. */
export function afterRemedy(dataSet: DataSetView, remedy: EditRequest, outcome: EditOutcome): DataSetView {
  const { source } = dataSet;
  const { id, at } = outcome;
  return withEdits(dataSet, [...source.edits, { ...editOf(remedy, source, source.edits), id, at }], outcome);
}

/** The change that the worker made when it undid an edit. */
export function afterUndo(dataSet: DataSetView, outcome: EditOutcome): DataSetView {
  const others = dataSet.source.edits.filter(({ id }) => id !== outcome.id);
  return withEdits(dataSet, others, outcome);
}

function withEdits(dataSet: DataSetView, edits: readonly Edit[], { version, groupCount }: EditOutcome): DataSetView {
  const { source, history } = dataSet;
  const edited = { ...dataSet, source: { ...source, edits } };
  return withEditsApplied({ ...edited, version, history: [...history, version], groupCount });
}
