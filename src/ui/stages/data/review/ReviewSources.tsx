import type { VolumeChoice } from '../../../../dataset/volumeChoice.ts';
import { classNames } from '../../../components/classNames.ts';
import { VolumeFields } from '../../../components/form/VolumeFields.tsx';
import { Card } from '../../../components/layout/Card.tsx';
import type { ReviewPartProps } from '../import/review/importReview.ts';
import { ReviewFolders, saysMoreThanClasses } from './ReviewFolders.tsx';
import styles from './ReviewSources.module.css';
import { ReviewTables } from './ReviewTables.tsx';

/** Which folders and tables name the classes, and which slices of volumes are taken; nothing where only folders of classes came. */
export function ReviewSources({ review, onChange }: ReviewPartProps) {
  const folders = saysMoreThanClasses(review);
  if (review.tables.length === 0 && !review.volumes && !folders) return null;
  return (
    <Card>
      {folders ? <ReviewFolders review={review} onChange={onChange} /> : null}
      {review.tables.length > 0 ? <ReviewTables review={review} onChange={onChange} /> : null}
      {review.volumes ? <ReviewVolumes review={review} volumes={review.volumes} onChange={onChange} /> : null}
    </Card>
  );
}

type ReviewVolumesProps = ReviewPartProps & { readonly volumes: VolumeChoice };

/** Which slices of NIfTI volumes become scans. */
function ReviewVolumes({ review, volumes, onChange }: ReviewVolumesProps) {
  return (
    <section className={classNames('stack', styles.part)} aria-label="Slices of volumes">
      <h2>Slices of volumes</h2>
      <VolumeFields volumes={volumes} onChange={(chosen) => onChange({ ...review, volumes: chosen })}>
        Each slice becomes a scan. The split keeps all slices of a volume on one side. The outer slices show little; 25
        to 75 % leaves them out.
      </VolumeFields>
    </section>
  );
}
