import { Card } from '../../../components/layout/Card.tsx';
import type { ReviewPartProps } from '../import/importReview.ts';
import { ReviewTables } from './ReviewTables.tsx';
import { ReviewVolumes } from './ReviewVolumes.tsx';

/** Where the classes are from, and which slices of volumes are taken; nothing where only folders of pictures came. */
export function ReviewSources({ review, onChange }: ReviewPartProps) {
  if (review.tables.length === 0 && !review.volumes) return null;
  return (
    <Card>
      {review.tables.length > 0 ? <ReviewTables review={review} onChange={onChange} /> : null}
      {review.volumes ? <ReviewVolumes review={review} volumes={review.volumes} onChange={onChange} /> : null}
    </Card>
  );
}
