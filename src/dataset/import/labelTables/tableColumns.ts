import { evidenceOfFinding } from '../classes/positiveClass.ts';
import { isAcquisition } from '../names/folderNames.ts';
import {
  areWords,
  cellsOf,
  ENOUGH_SUBSETS,
  holdsClasses,
  holdsSubsets,
  isBinary,
  isConstant,
  MANY_ALIKE,
  onesOf,
  type Rows,
  SAMPLE_ROWS,
} from './columnCells.ts';
import { headPlace, isFinding, plainHead, saysNoClass, speaksOfClass, subsetFlag } from './columnHeads.ts';
import type { CellsReading } from './joinTables.ts';
import type { LabelRow } from './labelTable.ts';
import { CLEARLY_MORE, columnOfBeginnings, folderAndFile, namingColumn } from './namingColumns.ts';

/** Which column of a table says what: places from 0; null where none does. */
export type TableColumns = {
  readonly file: number | null;
  /** Of the folder in which the file is, where files of several folders have the same name: a patient's number beside a slice's. */
  readonly folder: number | null;
  readonly className: number | null;
  readonly patient: number | null;
  /** The subset in which the set came: train, test, ... */
  readonly subset: number | null;
  /** One column for each class, with a 1 in that of a row's class; null where one column names the class. */
  readonly oneHot: readonly number[] | null;
};

type TableOfAnnotations = {
  readonly files: number;
  /** Of the files: they are broken, or name another image. */
  readonly leftOut: number;
  /** Whether its labels are those of objects in the images. */
  readonly areOfObjects: boolean;
};

/** A table of labels that was read. */
export type LabelTable = {
  /** Of the columns. */
  readonly head: readonly string[];
  readonly columns: TableColumns;
  /** None where no column names files. Patients are hashes already. */
  readonly rows: readonly LabelRow[];
  /** Rows with several classes: they name none. */
  readonly multiLabel: number;
  /** Columns of labels that do not exclude each other: one of them can be the class. */
  readonly severalLabels: readonly number[];
  /** How its cells were read otherwise than they stand there; 'class-of-visits': rows without a class have that of others of the same file. */
  readonly readings?: readonly (CellsReading | 'class-of-visits')[];
  /** Whether a column holds the names of files that are here. */
  readonly namesFiles: boolean;
  /** By which column each of the tables beside it is joined; null where one is not. */
  readonly joinedBy: readonly (string | null)[];
  /** Where it is made of annotations of one image each. */
  readonly annotations?: TableOfAnnotations;
};

/** Of the rows: the others may have several classes, or none. */
const ENOUGH = 0.9;
const MOST_CLASSES_OF_COLUMN = 20;

/**
 * Finds the columns by what the rows hold, and by their heads: the file column is the one whose cells name files that are here. Where none
 * does, the patient's number names them: files are called after patients in many data sets for research (`BraTS_2019_subject_ID`).
 *
 * @param rows cells of the rows, as far as they are at hand
 * @param names of files and folders that are here, see `namesIn`; none: the heads decide
 */
export function columnsOf(
  head: readonly string[],
  rows: Rows = [],
  names: ReadonlySet<string> = new Set(),
): TableColumns {
  const plain = head.map(plainHead);
  const sample = rows.slice(0, SAMPLE_ROWS);
  const byPlace = (says: 'file' | 'className' | 'patient' | 'subset') =>
    plain
      .flatMap((each, column) => {
        const place = headPlace(says, each);
        return place === null ? [] : [{ column, place }];
      })
      .toSorted((a, b) => a.place - b.place)
      .map(({ column }) => column);
  const patients = byPlace('patient').filter((column) => !isConstant(sample, column));
  const subset = subsetColumn(plain, sample, byPlace('subset'));
  const byHead = byPlace('file')[0] ?? fileColumn(head, sample) ?? patients[0] ?? columnOfIds(plain, sample);
  const alone = namingColumn(head, sample, names, byHead) ?? columnOfBeginnings(head, sample, names, byHead) ?? byHead;
  const { folder, file } = folderAndFile(plain, sample, names, alone) ?? { folder: null, file: alone };
  const patient = patients.find((column) => column !== file || isOfPersons(plain[column] ?? '')) ?? null;
  const isFolderAlone = folder !== null && headPlace('className', plain[folder] ?? '') === null;
  const taken = [file, patient, subset, isFolderAlone ? folder : null];
  const isTaken = (column: number) => taken.includes(column) || isFlag(plain[column]) || isOfFiles(sample, column);
  const open = head.flatMap((_, column) => (isTaken(column) ? [] : [column]));
  const likeliest = byPlace('className').filter((column) => open.includes(column));
  const ofFolders = file !== null && headPlace('className', plain[file] ?? '') !== null;
  const called = ofFolders ? open.find((column) => areAllNames(sample, column)) : undefined;
  if (called !== undefined) return { file, folder, patient, subset, className: called, oneHot: null };
  return { file, folder, patient, subset, ...classColumns(head, sample, open, likeliest) };
}

/**
 * The column of the classes: one whose head says so, or one for each class; else one whose head has a word of findings in it, or the one of few
 * words. Of labels that do not exclude each other only one that alone speaks of a finding: else the user chooses.
 *
 * @param likeliest by their heads
 */
function classColumns(
  head: readonly string[],
  rows: Rows,
  open: readonly number[],
  likeliest: readonly number[],
): Pick<TableColumns, 'className' | 'oneHot'> {
  const plain = head.map(plainHead);
  const named = likeliest.find((column) => holdsClasses(rows, column));
  const oneHot = named === undefined ? oneHotColumns(plain, rows, open) : null;
  if (oneHot) return { className: null, oneHot };
  const several = severalLabelColumns(head, rows);
  const speaks = (head = '') => speaksOfClass(head) || (several.length === 0 && isFinding(head));
  const spoken = open.filter(
    (column) => speaks(plain[column]) && !saysNoClass(plain[column] ?? '') && holdsClasses(rows, column),
  );
  const among = spoken.filter((column) => several.includes(column) && plain[column] !== 'nofinding');
  const others = spoken.filter((column) => !several.includes(column));
  const alone = among.length === 1 ? among[0] : fullest(rows, others);
  const few = several.length > 0 ? null : columnOfFewWords(plain, rows, open);
  const className = named ?? likeliest[0] ?? alone ?? few;
  return { className: className === null ? null : inWords(rows, className, plain, open), oneHot: null };
}

/** Of columns that speak of a finding the first, or one that says it of clearly more rows: `left_eye_level` is of every second image. */
function fullest(rows: Rows, columns: readonly number[]): number | undefined {
  const filled = columns.map((column) => cellsOf(rows, column).length);
  const most = Math.max(0, ...filled);
  return columns.find((_, place) => CLEARLY_MORE * (filled[place] ?? 0) >= most);
}

/** A column `lesion_id` that names the files says nothing of groups, but a patient's does. */
function isOfPersons(plain: string): boolean {
  return /^(pat|subj|part|person|pid|ptid|mrn|rid|case)|patient|subject/.test(plain);
}

function isFlag(plain = ''): boolean {
  return subsetFlag(plain) !== null;
}

/** The column of which most cells name subsets, if its head says so; else one that names nothing else; else one of 0 and 1 (`is_test`). */
function subsetColumn(plain: readonly string[], rows: Rows, byHead: readonly number[]): number | null {
  const columns = plain.map((_, column) => column);
  return (
    byHead.find((column) => holdsSubsets(rows, column, ENOUGH_SUBSETS)) ??
    columns.find((column) => holdsSubsets(rows, column, 1)) ??
    columns.find((column) => isFlag(plain[column]) && isBinary(rows, column) && !isConstant(rows, column)) ??
    null
  );
}

/** Another column that says the same in words, where this one says it in numbers: `target` and `benign_malignant`. */
function inWords(rows: Rows, column: number, plain: readonly string[], open: readonly number[]): number {
  const isWordy = (at: number) => areWords(rows, at);
  if (isWordy(column) || rows.length === 0) return column;
  const words = (at: number) => new Set(cellsOf(rows, at)).size;
  const both = (at: number) => new Set(rows.map((cells) => JSON.stringify([cells[column], cells[at]]))).size;
  const found = open.find((at) => {
    const isClass = at !== column && !saysNoClass(plain[at] ?? '') && isWordy(at);
    return isClass && words(at) === words(column) && both(at) === words(column);
  });
  return found ?? column;
}

/** What the classes are called whose numbers another column has. */
function areAllNames(rows: Rows, column: number): boolean {
  return areWords(rows, column) && new Set(cellsOf(rows, column)).size === rows.length;
}

/** `IXI_ID`: the first whose head ends so and whose cells all differ. */
function columnOfIds(plain: readonly string[], rows: Rows): number | null {
  const at = plain.findIndex((head, column) => {
    const cells = cellsOf(rows, column);
    return head.endsWith('id') && cells.length >= MANY_ALIKE && new Set(cells).size === cells.length;
  });
  return at < 0 ? null : at;
}

/** The column whose cells end as names of images do. */
function fileColumn(head: readonly string[], rows: Rows): number | null {
  const at = head.findIndex((_, column) => isOfFiles(rows, column));
  return at < 0 ? null : at;
}

/** Of images, or of their masks: what is in such a column is no class. */
function isOfFiles(rows: Rows, column: number): boolean {
  const cells = cellsOf(rows, column);
  return cells.length > 0 && cells.every((cell) => /\.(png|jpe?g|tiff?|bmp|gif|webp|dcm|nii(\.gz)?)$/i.test(cell));
}

/** Columns side by side that hold nothing but 0 and 1, of which most rows have one 1, and hardly any several. */
function oneHotColumns(plain: readonly string[], rows: Rows, open: readonly number[]): number[] | null {
  const binary = open.filter((column) => isBinary(rows, column) && !saysNoClass(plain[column] ?? ''));
  const used = new Set(rows.flatMap((cells) => onesOf(cells, binary)));
  const isOneHot = (columns: readonly number[]) => {
    const ones = rows.map((cells) => onesOf(cells, columns).length);
    const single = ones.filter((count) => count === 1).length;
    const several = ones.filter((count) => count > 1).length;
    const areTwo = columns.filter((column) => used.has(column)).length >= 2 || rows.length < MANY_ALIKE;
    return columns.length >= 2 && areTwo && 2 * single >= rows.length && several <= (1 - ENOUGH) * rows.length;
  };
  // A column without a 1 may be a label of many that do not exclude each other: then what is left over is no class either.
  const runs = runsOf(binary).filter((run) => run.every((column) => used.has(column)));
  const alternatives = binary.filter((column) => !isQuestion(plain[column]));
  return [alternatives, binary, ...runs].find(isOneHot) ?? null;
}

/** `Fracture_Yes_No` beside kinds of haemorrhage: both its answers are in its head, so that it is no alternative to other columns. */
function isQuestion(plain = ''): boolean {
  return plain.endsWith('yesno');
}

/** One or two columns beside the classes may hold something else, at either end. */
function runsOf(columns: readonly number[]): number[][] {
  const cut = (from: number, left: number) => columns.slice(from, columns.length - left + from);
  const runs = [cut(1, 1), cut(0, 1), cut(2, 2), cut(1, 2), cut(0, 2)];
  return runs.filter((run) => run.length >= LEAST_RUN);
}

const LEAST_RUN = 3;

/** Columns of which a row has a 1 in several: labels that do not exclude each other. None where they are classes, or fewer than three. */
export function severalLabelColumns(head: readonly string[], rows: Rows): number[] {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const binary = head.flatMap((_, column) => (isBinary(sample, column) ? [column] : []));
  const several = sample.filter((cells) => onesOf(cells, binary).length > 1).length;
  return binary.length >= 3 && several > (1 - ENOUGH) * sample.length ? binary : [];
}

/**
 * The column of few words, each of which comes often: the one whose words speak of a finding, or the lack of one, else the first; of numbers
 * the only one. None where several have such words: smoking, hypertension, ...
 */
function columnOfFewWords(plain: readonly string[], rows: Rows, open: readonly number[]): number | null {
  const few = open.filter((column) => {
    const cells = cellsOf(rows, column);
    const words = new Set(cells).size;
    const isFew = words >= 2 && words <= MOST_CLASSES_OF_COLUMN && cells.length >= Math.min(3, words) * words;
    return isFew && !saysNoClass(plain[column] ?? '') && !cells.every(isAcquisition);
  });
  const wordy = few.filter((column) => areWords(rows, column));
  const speaking = wordy.filter((column) => speakOfFindings(cellsOf(rows, column)));
  if (speaking.length > 1) return null;
  return speaking[0] ?? wordy[0] ?? (few.length === 1 ? (few[0] ?? null) : null);
}

/** Whether at least two words of a column, and half of them, say that there is a finding or none: `YES` and `NO`, `benign` and `normal`. */
export function speakOfFindings(cells: readonly string[]): boolean {
  const words = [...new Set(cells)];
  const speaking = words.filter((word) => evidenceOfFinding(word) !== 0).length;
  return speaking >= 2 && 2 * speaking >= words.length;
}
