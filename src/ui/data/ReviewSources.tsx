import { Card } from '../components/Card.tsx';
import type { ImportReview } from './importReview.ts';
import { ReviewPatients } from './ReviewPatients.tsx';
import { ReviewTables } from './ReviewTables.tsx';
import { ReviewVolumes } from './ReviewVolumes.tsx';

export type ReviewPartProps = {
  readonly review: ImportReview;
  readonly onChange: (review: ImportReview) => void;
};

/** Where the classes are from, whose the scans are, and which slices of volumes are taken. */
export function ReviewSources({ review, onChange }: ReviewPartProps) {
  return (
    <Card>
      {review.tables.length > 0 ? <ReviewTables review={review} onChange={onChange} /> : null}
      {review.volumes ? <ReviewVolumes review={review} volumes={review.volumes} onChange={onChange} /> : null}
      <ReviewPatients review={review} onChange={onChange} />
    </Card>
  );
}
