import { Card } from '../../../components/layout/Card.tsx';
import type { ReviewPartProps } from '../import/importReview.ts';
import { ReviewFolders, saysMoreThanClasses } from './ReviewFolders.tsx';
import { ReviewTables } from './ReviewTables.tsx';
import { ReviewVolumes } from './ReviewVolumes.tsx';

/** Which folders and tables name the classes, and which slices of volumes are taken; nothing where only folders of classes came. */
export function ReviewSources({ review, onChange }: ReviewPartProps) {
  const folders = saysMoreThanClasses(review.plan);
  if (review.tables.length === 0 && !review.volumes && !folders) return null;
  return (
    <Card>
      {folders ? <ReviewFolders review={review} onChange={onChange} /> : null}
      {review.tables.length > 0 ? <ReviewTables review={review} onChange={onChange} /> : null}
      {review.volumes ? <ReviewVolumes review={review} volumes={review.volumes} onChange={onChange} /> : null}
    </Card>
  );
}
