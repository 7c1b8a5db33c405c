import { formatCount } from '../../../components/text/format.ts';
import type { ImportReview } from '../import/review/importReview.ts';
import { classesOfReview } from '../import/review/reviewedClasses.ts';

/** What more classes mean for the data set that is added to, and for models; null where there will be as many as before. */
export function newClassesSentence(review: ImportReview): string | null {
  const before = review.existing?.classes ?? [];
  const after = classesOfReview(review);
  const added = after.filter((name) => !before.includes(name));
  if (before.length === 0 || added.length === 0) return null;
  const [have, become] = [formatCount(before.length), formatCount(after.length)];
  const binary = before.length === 2 ? ' There is no positive class then.' : '';
  return (
    `This adds ${listed(added)}: the data set has ${have} ${before.length === 1 ? 'class' : 'classes'} now and will have ${become}. ` +
    `Models that were trained before keep their classes. A network trained afterwards has ${become} outputs (softmax), one for each class.${binary} ` +
    'If a folder belongs to a class that is there already, give it that name.'
  );
}

const MOST_NAMED = 5;

function listed(names: readonly string[]): string {
  const what = names.length === 1 ? 'the class' : `${formatCount(names.length)} classes,`;
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return `${what} ${shown}${names.length > MOST_NAMED ? ' and more' : ''}`;
}
