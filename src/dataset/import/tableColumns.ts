import { subsetOfFolder } from './folderNames.ts';
import { bare } from './labelTable.ts';

/** Which column of a table says what: places from 0; null where none does. */
export type TableColumns = {
  readonly file: number | null;
  readonly className: number | null;
  readonly patient: number | null;
  /** The subset in which the set came: train, test, ... */
  readonly subset: number | null;
  /** One column for each class, with a 1 in that of a row's class; null where one column names the class. */
  readonly oneHot: readonly number[] | null;
};

/** Heads of columns, the likeliest first; as they are after `plainHead`. */
const HEADS: Readonly<Record<Exclude<keyof TableColumns, 'oneHot'>, readonly string[]>> = {
  file: [
    ...[
      'file',
      'filename',
      'filepath',
      'path',
      'image',
      'imagename',
      'imagepath',
      'imagefile',
      'img',
      'imgname',
      'imgpath',
    ],
    ...[
      'imagefilepath',
      'imageindex',
      'filenames',
      'images',
      'dicom',
      'dicomid',
      'sopinstanceuid',
      'seriesinstanceuid',
    ],
    ...['scan', 'scanname', 'picture', 'slice', 'name', 'imageid', 'scanid', 'fileid', 'id', 'idcode', 'isicid'],
  ],
  className: [
    ...['class', 'classname', 'label', 'labels', 'labelname', 'diagnosis', 'dx', 'target', 'category', 'finding'],
    ...['tumortype', 'tumourtype', 'grade', 'group', 'disease', 'classlabel', 'classid', 'findinglabels', 'pathology'],
    ...['level', 'severity', 'stage', 'condition', 'malignancy', 'retinopathygrade', 'outcome', 'result', 'type', 'y'],
  ],
  patient: [
    ...['patient', 'patientid', 'subject', 'subjectid', 'case', 'caseid', 'participantid', 'participant', 'person'],
    ...['personid', 'pid', 'ptid', 'mrn', 'patientno', 'patientnumber'],
    // No patients, but several images of one: they stay together all the same.
    ...['lesionid', 'lesion', 'studyid', 'examid', 'exam'],
  ],
  subset: ['split', 'subset', 'set', 'partition', 'fold', 'usage', 'phase', 'datasplit', 'traintest', 'dataset'],
};

/** Rows that are looked at to know what columns hold. */
const SAMPLE_ROWS = 2000;
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
  rows: readonly (readonly string[])[] = [],
  names: ReadonlySet<string> = new Set(),
): TableColumns {
  const plain = head.map(plainHead);
  const find = (heads: readonly string[]) => {
    const named = heads.find((each) => plain.includes(each));
    return named === undefined ? null : plain.indexOf(named);
  };
  const sample = rows.slice(0, SAMPLE_ROWS);
  const patient = find(HEADS.patient) ?? placeOf(plain, /(patient|subject)id$/);
  const subset =
    HEADS.subset.map((each) => plain.indexOf(each)).find((at) => at >= 0 && holdsSubsets(sample, at)) ?? null;
  const byHead = find(HEADS.file) ?? fileColumn(head, sample) ?? patient;
  const file = namingColumn(head, sample, names, byHead) ?? byHead;
  const taken = [file, patient, subset];
  const open = head.flatMap((_, column) => (taken.includes(column) ? [] : [column]));
  const byWord = open.filter((column) => HEADS.className.includes(plain[column] ?? ''));
  const likeliest = byWord.toSorted((a, b) => wordPlace(plain[a]) - wordPlace(plain[b]));
  const named = likeliest.find((column) => holdsClasses(sample, column)) ?? null;
  const oneHot = named === null ? oneHotColumns(head, sample) : null;
  const alike = open.filter((column) => CLASS_HEAD.test(plain[column] ?? '') && holdsClasses(sample, column));
  const several = new Set(severalLabelColumns(head, sample));
  const guessed = likeliest[0] ?? alike.find((column) => !several.has(column)) ?? columnOfFewWords(head, sample, taken);
  const className = named ?? (oneHot ? null : guessed);
  return { file, className, patient, subset, oneHot };
}

/** What a cell may be called by that names a file: its name without extension, and the folders that it is in. All in lower case. */
export function namesIn(paths: Iterable<string>, names = new Set<string>()): Set<string> {
  for (const path of paths) {
    const segments = path.toLowerCase().split('/');
    const last = segments.length - 1;
    for (const [index, segment] of segments.entries()) names.add(index === last ? bare(segment) : segment);
  }
  return names;
}

/** Of the rows: others name files that did not come. */
const LEAST_NAMED = 0.5;
/** A head that says so is believed before one of a few more hits. */
const CLEARLY_MORE = 1.2;

/** How many of the cells of a column, as a share, name files or folders that are here. */
export function shareNamed(rows: readonly (readonly string[])[], column: number, names: ReadonlySet<string>): number {
  const cells = cellsOf(rows.slice(0, SAMPLE_ROWS), column);
  const isNamed = (cell: string) => names.has(bare(cell.toLowerCase().split(/[/\\]/).at(-1) ?? ''));
  return cells.length === 0 ? 0 : cells.filter(isNamed).length / cells.length;
}

/** The column whose cells name files; null where none does clearly better than what the heads say. */
function namingColumn(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  names: ReadonlySet<string>,
  byHead: number | null,
): number | null {
  if (names.size === 0) return null;
  const shares = head.map((_, column) => (isManifold(rows, column) ? shareNamed(rows, column, names) : 0));
  const best = shares.indexOf(Math.max(...shares));
  const share = shares[best] ?? 0;
  const isBetter = byHead === null || share > CLEARLY_MORE * (shares[byHead] ?? 0);
  return share >= LEAST_NAMED && isBetter ? best : null;
}

/** Whether most cells differ: the number of a class may be the name of a file, too. */
function isManifold(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = cellsOf(rows, column);
  return new Set(cells).size * 4 >= cells.length;
}

const MOST_CLASSES_BY_HEAD = 100;
const CLASS_HEAD = /class|label|diagnos|categor|target|patholog|grade|severity|disease/;

function wordPlace(plainHead = ''): number {
  return HEADS.className.indexOf(plainHead);
}

/** Whether a column holds few different words, each of them several times. */
function holdsClasses(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = cellsOf(rows, column);
  const words = new Set(cells).size;
  return words >= 2 && words <= MOST_CLASSES_BY_HEAD && 2 * words <= cells.length;
}

function cellsOf(rows: readonly (readonly string[])[], column: number): string[] {
  return rows.map((cells) => cells[column] ?? '').filter((cell) => cell !== '');
}

function holdsSubsets(rows: readonly (readonly string[])[], column: number): boolean {
  const cells = new Set(cellsOf(rows, column));
  return cells.size >= 2 && [...cells].every((cell) => subsetOfFolder(cell) !== null);
}

/** The column whose cells end as names of images do. */
function fileColumn(head: readonly string[], rows: readonly (readonly string[])[]): number | null {
  const at = head.findIndex((_, column) => {
    const cells = cellsOf(rows, column);
    return cells.length > 0 && cells.every((cell) => /\.(png|jpe?g|tiff?|bmp|gif|webp|dcm|nii(\.gz)?)$/i.test(cell));
  });
  return at < 0 ? null : at;
}

/** The columns that hold nothing but 0 and 1, of which nearly every row has one 1. */
function oneHotColumns(head: readonly string[], rows: readonly (readonly string[])[]): number[] | null {
  const binary = binaryColumns(head, rows);
  const single = rows.filter((cells) => onesOf(cells, binary).length === 1).length;
  return binary.length >= 2 && single >= ENOUGH * rows.length ? binary : null;
}

/** The columns that hold nothing but 0 and 1; -1 is 'not sure' in radiology. */
function binaryColumns(head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  return head.flatMap((_, column) => {
    const cells = cellsOf(rows, column);
    return cells.length > 0 && cells.every((cell) => /^-?[01](\.0*)?$/.test(cell)) ? [column] : [];
  });
}

/** Columns of which a row has a 1 in several: labels that do not exclude each other. None where they are classes, or fewer than three. */
export function severalLabelColumns(head: readonly string[], rows: readonly (readonly string[])[]): number[] {
  const sample = rows.slice(0, SAMPLE_ROWS);
  const binary = binaryColumns(head, sample);
  const several = sample.filter((cells) => onesOf(cells, binary).length > 1).length;
  return binary.length >= 3 && several > (1 - ENOUGH) * sample.length ? binary : [];
}

/** The columns of these in which a row has a 1. */
export function onesOf(cells: readonly string[], columns: readonly number[]): number[] {
  return columns.filter((column) => Number(cells[column]) === 1);
}

/** The first column of few words, each of which comes often. */
function columnOfFewWords(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  taken: readonly (number | null)[],
): number | null {
  const at = head.findIndex((_, column) => {
    const cells = cellsOf(rows, column);
    const words = new Set(cells);
    const isWordy = [...words].every((word) => Number.isNaN(Number(word)));
    const isFew = words.size >= 2 && words.size <= MOST_CLASSES_OF_COLUMN && cells.length >= 3 * words.size;
    return !taken.includes(column) && isWordy && isFew;
  });
  return at < 0 ? null : at;
}

function plainHead(head: string): string {
  return head.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function placeOf(plain: readonly string[], pattern: RegExp): number | null {
  const place = plain.findIndex((head) => pattern.test(head));
  return place < 0 ? null : place;
}
