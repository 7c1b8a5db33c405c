import { isNumbered } from '../../../../../dataset/import/classes/classLevel.ts';
import type { ImportPlan } from '../../../../../dataset/import/importPlan.ts';
import { headPlace, plainHead, speaksOfClass } from '../../../../../dataset/import/labelTables/columnHeads.ts';
import { isAcquisition, isPartOrStorage } from '../../../../../dataset/import/names/folderNames.ts';
import { importCode } from '../../../../../dataset/messages.ts';
import { folderAndName } from '../../../../drop/droppedFiles.ts';
import type { ImportReview, ReviewedClass } from '../review/importReview.ts';
import { classesOfReview } from '../review/reviewedClasses.ts';
import type { ReviewedTable } from './labelSources.ts';
import { foldersAreClasses } from './matchTable.ts';

/** As the data set will have them. Only when they come: no row moves under the hand that fills it in. */
function inClassOrder(review: ImportReview): ImportReview {
  const places = new Map(classesOfReview(review).map((name, place) => [name, place]));
  const placeOf = ({ name }: ReviewedClass) => places.get(name.trim()) ?? Number.MAX_SAFE_INTEGER;
  return { ...review, classes: review.classes.toSorted((a, b) => placeOf(a) - placeOf(b)) };
}

/** The folders', where they are classes; else those of the table that has most files of any, shows that the folders are none, or knows more. */
export function defaultLabels({ plan, tables }: Pick<ImportReview, 'plan' | 'tables'>): string | null {
  // Folders that are numbers (and one for icons, perhaps) give way to a table, whatever it says of them.
  const named = plan.classes.filter(({ doubt }) => !doubt);
  const numbered = named.filter(({ name }) => isNumbered(name)).length;
  // Of planes, sides and sequences a table that knows more is believed.
  const areClasses = foldersAreClasses(plan.classes) && !named.every(({ name }) => isAcquisition(name));
  const areParts = named.length < 2 || named.every(({ name }) => isPartOrStorage(name));
  const areNumbers = numbered >= MOSTLY * named.length;
  const labelled = ({ classes }: Pick<ReviewedTable, 'classes'>) =>
    classes.reduce((sum, { fileIndices }) => sum + fileIndices.length, 0);
  const saysMost = (table: ReviewedTable) => labelled(table) >= labelled({ classes: named }) / 2;
  const says = (table: ReviewedTable) => {
    // Beside folders of classes a table of a part says nothing of the others.
    if (!areClasses) return table.classes.length > 0 && (areParts || saysMost(table));
    return (
      (table.unlikeFolders && saysClasses(table)) ||
      labelsMore(plan, table) ||
      (areNumbers && table.classes.length > 0 && saysMost(table))
    );
  };
  const likely = tables
    .filter((table) => !table.isOffered && says(table))
    .toSorted((a, b) => labelled(b) - labelled(a));
  // Of a column whose head says nothing of classes it is guessed that it has them.
  return (likely.find(saysClasses) ?? likely[0])?.path ?? null;
}

const MOSTLY = 0.9;

function saysClasses({ head, columns: { className, oneHot } }: ReviewedTable): boolean {
  const plain = className === null ? '' : plainHead(head[className] ?? '');
  return oneHot !== null || headPlace('className', plain) !== null || speaksOfClass(plain);
}

/** Whether a table agrees with the folders, and gives the images of a part their classes, too, which lie in no folder of a class. */
function labelsMore({ classes: folders }: ImportPlan, { classes, disagrees }: ReviewedTable): boolean {
  const aside = folders.flatMap(({ doubt, fileIndices }) => (doubt === 'subset' ? fileIndices : []));
  const labelled = new Set(classes.flatMap(({ fileIndices }) => fileIndices));
  const all = folders.flatMap(({ fileIndices }) => fileIndices);
  return aside.length > 0 && !disagrees && all.every((index) => labelled.has(index));
}

/** Classes by a table, or with null by the folders. What was said of classes of the same names stays. */
export function takeLabels(review: ImportReview, labelsFrom: string | null): ImportReview {
  const { plan, files, refused, tables } = review;
  const table = tables.find(({ path }) => path === labelsFrom);
  const remembered = new Map(review.existing?.folders);
  const said = new Map(review.classes.map((each) => [each.folder, each]));
  const planned = table ? table.classes.map((each) => ({ ...each, doubt: null })) : plan.classes;
  const classes = planned.map(({ name, fileIndices, doubt }) => {
    const before = said.get(name);
    return {
      folder: name,
      name: before?.name ?? remembered.get(name) ?? name,
      ...{ fileIndices, doubt, included: before?.included ?? doubt === null },
    };
  });
  const ignored = plan.ignored.map(({ index, code, params }) => {
    const path = files[index]?.path ?? '';
    return { path, ...(path === labelsFrom ? importCode('table-of-classes') : { code, params }) };
  });
  const unnamed = (table?.unnamed ?? []).map((index) => ({
    path: files[index]?.path ?? '',
    ...importCode('class-not-in-table', { table: folderAndName(labelsFrom ?? '')[1] }),
  }));
  const fileIndices = table ? [] : plan.unlabelled;
  return inClassOrder({
    ...review,
    ...{ classes, labelsFrom: table?.path ?? null, ignored: [...ignored, ...unnamed, ...refused] },
    loose: { fileIndices, className: review.loose.className },
  });
}

/** After other columns of a table were chosen. */
export function replaceTable(review: ImportReview, table: ReviewedTable): ImportReview {
  const tables = review.tables.map((each) => (each.path === table.path ? table : each));
  const gone = review.patients.from === 'table' && review.patients.path === table.path && !table.subjects;
  const changed: ImportReview = { ...review, tables, patients: gone ? { from: 'nothing' } : review.patients };
  const { labelsFrom } = changed;
  const isLost = labelsFrom === table.path && table.classes.length === 0;
  const isGuess = labelsFrom === null && defaultLabels(review) === null;
  return takeLabels(changed, isLost || isGuess ? defaultLabels(changed) : labelsFrom);
}
