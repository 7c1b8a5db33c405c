import { guessPositiveClass, orderClasses } from '../../../../../dataset/import/classes/positiveClass.ts';
import type { ImportReview, ReviewedClass } from './importReview.ts';

export function renameClass(review: ImportReview, folder: string, name: string): ImportReview {
  const before = review.classes.find((each) => each.folder === folder);
  const positive = before && review.positive === before.name.trim() ? name.trim() : review.positive;
  return { ...changeClass(review, folder, { name }), positive };
}

export function includeClass(review: ImportReview, folder: string, included: boolean): ImportReview {
  return changeClass(review, folder, { included });
}

/** All folders that are left out only because numbers tell them apart. */
export function includeNumbered(review: ImportReview): ImportReview {
  const include = (each: ReviewedClass) => (each.doubt === 'numbered' ? { ...each, included: true } : each);
  return { ...review, classes: review.classes.map(include) };
}

function changeClass(review: ImportReview, folder: string, change: Partial<ReviewedClass>): ImportReview {
  return {
    ...review,
    classes: review.classes.map((each) => (each.folder === folder ? { ...each, ...change } : each)),
  };
}

/** The classes that the data set would have, in the order of the network's outputs. */
export function classesOfReview(review: ImportReview): string[] {
  const names = new Set(review.existing?.classes ?? []);
  for (const each of review.classes) if (each.included) names.add(each.name.trim());
  if (review.loose.fileIndices.length > 0 && review.loose.className.trim()) names.add(review.loose.className.trim());
  const positive = positiveOfReview(review, [...names]);
  return orderClasses([...names], positive, review.existing?.classes);
}

/** The chosen one while it is among the classes, else that of the data set added to, else a guess. */
function positiveOfReview(review: ImportReview, names: readonly string[]): string | null {
  if (review.positive !== null && names.includes(review.positive)) return review.positive;
  const before = review.existing?.classes;
  if (before?.length === 2) return before[1] ?? null;
  return guessPositiveClass(names);
}

/** Files that will be read. */
export function scanCountOfReview(review: ImportReview): number {
  const labelled = review.classes.reduce((sum, each) => sum + (each.included ? each.fileIndices.length : 0), 0);
  return labelled + review.loose.fileIndices.length;
}
