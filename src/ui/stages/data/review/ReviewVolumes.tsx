import type { VolumeChoice } from '../../../../dataset/volumeChoice.ts';
import { classNames } from '../../../components/classNames.ts';
import { VolumeFields } from '../../../components/form/VolumeFields.tsx';
import type { ReviewPartProps } from '../import/importReview.ts';
import styles from './ReviewSources.module.css';

type ReviewVolumesProps = ReviewPartProps & { readonly volumes: VolumeChoice };

/** Which slices of NIfTI volumes become scans. */
export function ReviewVolumes({ review, volumes, onChange }: ReviewVolumesProps) {
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
