import { byName } from '../../../../../dataset/import/classes/plannedClasses.ts';
import { labelAgreement } from '../../../../../dataset/import/labelTables/labelAgreement.ts';
import type { LabelMatch } from '../../../../../dataset/import/labelTables/labelTable.ts';
import type { LabelTable } from '../../../../../dataset/import/labelTables/tableColumns.ts';
import { formatCount, formatCounted } from '../../../../components/text/format.ts';
import { type DroppedFile, folderAndName } from '../../../../drop/droppedFiles.ts';
import type { OutcomeNote } from '../outcomeTable.ts';
import type { ReviewedTable } from './labelSources.ts';

/** A column with more different words names no classes. */
export const MOST_CLASSES_OF_TABLE = 100;

type Labelled = { readonly name: string; readonly fileIndices: readonly number[] };

/** How the rows of a table fit the files, a sentence each. */
export function rowSentences(
  path: string,
  { head, columns, rows, multiLabel, severalLabels }: LabelTable,
  match: LabelMatch,
  { matched, images, classes }: { readonly matched: number; readonly images: number; readonly classes: number },
): string[] {
  const [, name] = folderAndName(path);
  if (columns.file === null)
    return [`Which column of ${name} names the files? None is called file, image, path or the like.`];
  const { missing, ambiguous, contradicted } = match;
  if (matched === 0 && ambiguous.length === 0)
    return [`None of the ${formatCounted(rows.length, 'row')} of ${name} names a file that is here.`];
  return [
    `${name} has rows for ${formatCount(matched)} of ${formatCounted(images, 'file')}.`,
    columns.className === null && !columns.oneHot && severalLabels.length === 0 ? noClassSentence(head, rows) : '',
    columns.className === null && severalLabels.length > 0 ? severalLabelsSentence(head, severalLabels) : '',
    columns.oneHot ? `Its columns ${columns.oneHot.map((column) => head[column]).join(', ')} are one class each.` : '',
    multiLabel > 0
      ? `${formatCounted(multiLabel, 'row')} not used: several classes at once, and a network here gives each scan one.`
      : '',
    classes > MOST_CLASSES_OF_TABLE
      ? `Its column ${head[columns.className ?? 0]} holds ${formatCount(classes)} different words: no classes.`
      : '',
    missing.length > 0 ? `${formatCounted(missing.length, 'row')} without a file here.` : '',
    ambiguous.length > 0 ? `${formatCounted(ambiguous.length, 'row')} not used: several files fit.` : '',
    contradicted.length > 0
      ? `${formatCounted(contradicted.length, 'file')} not used: rows contradict each other.`
      : '',
  ].filter(Boolean);
}

/** A list of names says which part they are of, by its own name. */
function noClassSentence(head: readonly string[], rows: LabelTable['rows']): string {
  if (rows.some(({ className }) => className !== null)) return 'Its lists are called after the classes.';
  return head.length === 1 && rows.some(({ subset }) => subset !== null)
    ? 'It says which files are training, validation or test; it names no classes.'
    : 'None of its columns is called class, label or the like.';
}

const MOST_NAMED = 4;

function severalLabelsSentence(head: readonly string[], columns: readonly number[]): string {
  const named = columns.slice(0, MOST_NAMED).map((column) => head[column]);
  const more = columns.length > MOST_NAMED ? ` and ${columns.length - MOST_NAMED} others` : '';
  return `Its columns ${named.join(', ')}${more} give a scan several labels at once, and a network here gives each scan one. Choose one of them as Class: its classes are then with and without that label.`;
}

const READINGS: Readonly<Record<NonNullable<LabelTable['readings']>[number], string>> = {
  'merged-cells': 'Cells that are empty below another are taken to be merged with it.',
  'joined-names': 'Two of its columns together name a file.',
  'several-images': 'Each of its rows names several images: it is read as a row for each.',
  'class-of-visits': 'Rows without a class have that of the other rows of the same file or person.',
};

/** How its cells were read otherwise than they stand there. */
export function readingsSentence({ readings = [] }: LabelTable): string {
  return readings.map((reading) => READINGS[reading]).join(' ');
}

/** Whether it is made of many files, and how many of them are not in it. */
export function annotationsSentence({ annotations }: LabelTable): string {
  if (!annotations) return '';
  const { files, leftOut } = annotations;
  const others = leftOut > 0 ? ` ${formatCount(leftOut)} not used: broken, or with the name of another image.` : '';
  return `It is read from ${formatCounted(files, 'annotation file')}, one for each image.${others}`;
}

/** Which tables are joined to one, and by which column. */
export function joinedSentence({ joinedBy }: LabelTable, beside: readonly Pick<DroppedFile, 'path'>[]): string {
  const keys = joinedBy.filter((key) => key !== null);
  return beside.map(({ path }, index) => `${folderAndName(path)[1]} is joined to it by ${keys[index]}.`).join(' ');
}

/** Whether a table is one of several, of each part of the set. */
export function partsSentence(parts: number): string {
  return parts > 1
    ? `It is read together with ${formatCounted(parts - 1, 'other table', 'other tables')} of the same columns.`
    : '';
}

/** Whether the set has other splits in other lists. */
export function seriesSentence(splits = 1): string {
  return splits > 1 ? `It is the first of ${formatCount(splits)} numbered splits; the others are not read.` : '';
}

/** Rows that put one file into several subsets: folds of a cross-validation. */
export function doubtedSentence(files: number): string {
  return `${formatCounted(files, 'file')} in several subsets by its rows: the table's split is not used for them.`;
}

/** The rows and files behind those sentences. */
export function rowNotes(table: LabelTable, match: LabelMatch, files: readonly DroppedFile[]): OutcomeNote[] {
  const ofRows = (rows: readonly number[], reason: string) =>
    rows.map((row) => ({ path: table.rows[row]?.file ?? '', reason }));
  return [
    ...ofRows(match.ambiguous, 'Several files fit this row.'),
    ...match.contradicted.map((index) => ({
      path: files[index]?.path ?? '',
      reason: 'Its rows contradict each other.',
    })),
    ...ofRows(match.missing, 'No file here fits this row.'),
  ];
}

/** Agreement with less is slight at best: Landis & Koch (1977), https://doi.org/10.2307/2529310. */
const LEAST_KAPPA = 0.2;

export type AgreementWords = Pick<ReviewedTable, 'disagrees' | 'unlikeFolders' | 'notes'> & {
  readonly sentence: string;
};

/** Whether a table and the folders say the same, and the files on which they do not. */
export function agreementWords(
  folders: readonly Labelled[],
  classes: readonly Labelled[],
  files: readonly DroppedFile[],
): AgreementWords {
  const { compared, agreeing, kappa, folderOf, differing } = labelAgreement(folders, classes);
  const inFolders = folders.reduce((sum, { fileIndices }) => sum + fileIndices.length, 0);
  if (classes.length > 1 && kappa < LEAST_KAPPA)
    return {
      ...{ disagrees: true, unlikeFolders: compared >= inFolders / 2, notes: [] },
      sentence: `The folders do not look like its classes: they agree on ${formatCount(agreeing)} of ${formatCounted(compared, 'file')}, barely more than by chance.`,
    };
  const said = new Map(classes.flatMap((each) => each.fileIndices.map((index) => [index, each.name] as const)));
  const meaning = [...folderOf]
    .filter(([word, folder]) => word.toLowerCase() !== folder.toLowerCase())
    .sort(([a], [b]) => byName(a, b))
    .map(([word, folder]) => `its ‘${word}’ is the folder ${folder}`)
    .join(', ');
  const sentence =
    differing.length === 0
      ? `It agrees with the folders on all ${formatCounted(compared, 'file')}${meaning ? `: ${meaning}` : ''}.`
      : `It and the folders agree on ${formatCount(agreeing)} of ${formatCounted(compared, 'file')} and differ on ${formatCount(differing.length)}${meaning ? ` (${meaning})` : ''}.`;
  const notes = differing.map((index) => ({
    path: files[index]?.path ?? '',
    reason: `The table says ${said.get(index) ?? ''}.`,
  }));
  const disagrees = differing.length > 0;
  return { sentence: compared > 0 ? sentence : '', disagrees, unlikeFolders: false, notes };
}
