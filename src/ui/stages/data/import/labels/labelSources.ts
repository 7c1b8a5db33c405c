import { shortHash } from '../../../../../dataset/hashes.ts';
import type { PatientSource } from '../../../../../dataset/import/importSources.ts';
import type { TableColumns } from '../../../../../dataset/import/labelTables/tableColumns.ts';
import {
  type NamePattern,
  type PatientTally,
  parsePattern,
  patientOf,
} from '../../../../../dataset/import/names/namePattern.ts';
import type { PatientKey } from '../../../../../dataset/scan.ts';
import type { Subset } from '../../../../../dataset/split/splitSettings.ts';
import type { AnnotationFile } from '../../../../../worker/jobs/import/importProtocol.ts';
import { failureSentence } from '../../../../components/text/failureSentence.ts';
import { type DroppedFile, folderAndName } from '../../../../drop/droppedFiles.ts';
import type { OutcomeNote } from '../outcomeTable.ts';

/** `annotations`: left out where it is a file of its own; else those of one image each that are read as a table. */
export type TableFile = Pick<DroppedFile, 'path' | 'file'> & { readonly annotations?: readonly AnnotationFile[] };

/** A table that was dropped beside the images, held against them. */
export type ReviewedTable = {
  readonly path: string;
  /** Of its columns. */
  readonly head: readonly string[];
  readonly columns: TableColumns;
  readonly rowCount: number;
  /** Tables that are joined to it. */
  readonly beside: readonly DroppedFile[];
  /** The files it is read from: one for each part of the set, where it has several. */
  readonly parts: readonly TableFile[];
  /** None where no column names a class, or no row a file. */
  readonly classes: readonly { readonly name: string; readonly fileIndices: readonly number[] }[];
  /** Images that it gives no class. */
  readonly unnamed: readonly number[];
  /** By file: 16 hex digits, or null; null where no column names patients of files that are here. */
  readonly subjects: readonly (string | null)[] | null;
  readonly patientCount: number;
  /** By file: the subset in which it came, or null; null where the table names fewer than two. */
  readonly subsets: readonly (Subset | null)[] | null;
  /** How it fits the files and the folders: a sentence each. */
  readonly sentences: readonly string[];
  readonly disagrees: boolean;
  /** It has most of the files, and its classes lie in the folders as if by chance: these are something else. */
  readonly unlikeFolders: boolean;
  /** Its classes are only offered: nothing says that they are classes. */
  readonly isOffered?: boolean;
  /** Rows that are not used, and files on which it and the folders differ. */
  readonly notes: readonly OutcomeNote[];
};

/** A table of which nothing is known. */
export const NO_TABLE = {
  ...{ head: [], rowCount: 0, beside: [], parts: [], notes: [] },
  columns: { file: null, folder: null, className: null, patient: null, subset: null, oneHot: null },
  ...{ classes: [], unnamed: [], subjects: null, patientCount: 0, subsets: null },
  ...{ disagrees: false, unlikeFolders: false },
} as const satisfies Partial<ReviewedTable>;

/** A pattern that was found in the names. */
export type PatternSuggestion = PatientTally & { readonly text: string };

/** The name of a table; with its folders where another has the same name. */
export function tableName(path: string, tables: readonly Pick<ReviewedTable, 'path'>[]): string {
  const [, name] = folderAndName(path);
  return tables.filter((each) => folderAndName(each.path)[1] === name).length > 1 ? path : name;
}

/** The pattern, or why it is none. */
export function patternOf(text: string): NamePattern | string {
  try {
    return parsePattern(text);
  } catch (failure) {
    return failureSentence(failure);
  }
}

/** Tells of each file whom it is of, by its place and path, as hashes. */
export class SubjectFinder {
  private readonly hashes = new Map<string, Promise<string>>();
  private readonly pattern: NamePattern | null = null;
  private readonly byTable: ReviewedTable['subjects'] = null;

  constructor(source: PatientSource, tables: readonly ReviewedTable[]) {
    if (source.from === 'table') this.byTable = tables.find(({ path }) => path === source.path)?.subjects ?? null;
    if (source.from === 'name') {
      const pattern = patternOf(source.pattern);
      if (typeof pattern !== 'string') this.pattern = pattern;
    }
  }

  /** Then nobody need be asked for each of a hundred thousand files. */
  get knowsNobody(): boolean {
    return this.byTable === null && this.pattern === null;
  }

  async subjectOf(index: number, path: string): Promise<PatientKey | null> {
    const id = this.byTable?.[index];
    if (id) return { id, from: 'table' };
    const patient = this.pattern && patientOf(this.pattern, path);
    return patient ? { id: await this.hashOf(patient), from: 'name' } : null;
  }

  private hashOf(patient: string): Promise<string> {
    const hash = this.hashes.get(patient) ?? shortHash(`patient||${patient}`);
    this.hashes.set(patient, hash);
    return hash;
  }
}
