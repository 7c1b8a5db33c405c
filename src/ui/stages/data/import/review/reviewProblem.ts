import { MOST_CLASSES } from '../../../../../dataset/scan.ts';
import { isVolumeChoice } from '../../../../components/form/volumeLimits.ts';
import { formatCount } from '../../../../components/text/format.ts';
import type { ImportReview } from './importReview.ts';
import { classesOfReview, scanCountOfReview } from './reviewedClasses.ts';

const TOO_MANY = `Each folder would be a class, and a network has ${formatCount(MOST_CLASSES)} at most. Drop a table that names the classes, or sort the scans into a folder for each class.`;

const NO_CLASS_BUT_BOXES =
  'No folder names a class, and labels for detection (YOLO) are not read. Put the images into one folder for each class.';

/** Why the import cannot begin, in a sentence; null where it can. */
export function reviewProblem(review: ImportReview): string | null {
  const included = review.classes.filter((each) => each.included);
  if (included.some((each) => each.name.trim() === '')) return 'Give every class a name.';
  if (review.loose.fileIndices.length > 0 && review.loose.className.trim() === '')
    return 'Choose the class of the files that are in no folder.';
  if (review.volumes && !isVolumeChoice(review.volumes))
    return 'Slices of volumes: enter numbers from 0 to 100, the second no less than the first.';
  if (included.length > MOST_CLASSES) return TOO_MANY;
  if (scanCountOfReview(review) === 0) {
    if (review.classes.length > MOST_CLASSES) return TOO_MANY;
    if (review.classes.length === 0) return 'These files hold no image. Choose folders of scans.';
    return review.plan.detectionLabels > 0
      ? NO_CLASS_BUT_BOXES
      : 'No class is chosen. Tick the folders that are classes, or drop a table that names them.';
  }
  const classes = classesOfReview(review);
  if (classes.length < 2 && review.plan.detectionLabels > 0) return NO_CLASS_BUT_BOXES;
  if (classes.length < 2)
    return `Only one class, ${classes[0] ?? ''}: a network needs two or more. Add scans of another class.`;
  return null;
}
