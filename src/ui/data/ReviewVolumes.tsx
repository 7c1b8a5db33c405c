import type { VolumeChoice } from '../../decoding/niftiPlanes.ts';
import { NumberField } from '../components/NumberField.tsx';
import { Segmented } from '../components/Segmented.tsx';
import styles from './ReviewSources.module.css';
import type { ReviewPartProps } from './ReviewSources.tsx';

const PLANES = [
  { value: 'axial', label: 'Axial', name: 'Axial: slices across the body' },
  { value: 'coronal', label: 'Coronal', name: 'Coronal: slices along the front of the body' },
  { value: 'sagittal', label: 'Sagittal', name: 'Sagittal: slices along the side of the body' },
] as const;

/** Counted from these ends. */
const ENDS = { axial: ['feet', 'head'], coronal: ['back', 'front'], sagittal: ['left', 'right'] } as const;

type ReviewVolumesProps = ReviewPartProps & { readonly volumes: VolumeChoice };

/** Which slices of NIfTI volumes become scans. */
export function ReviewVolumes({ review, volumes, onChange }: ReviewVolumesProps) {
  const change = (part: Partial<VolumeChoice>) => onChange({ ...review, volumes: { ...volumes, ...part } });
  const [from, to] = [Math.round(volumes.from * 100), Math.round(volumes.to * 100)];
  const [start, end] = ENDS[volumes.plane];
  return (
    <section className={styles.part} aria-label="Slices of volumes">
      <h2>Slices of volumes</h2>
      <Segmented
        label="Plane"
        className={styles.choice}
        value={volumes.plane}
        options={PLANES}
        onChange={(plane) => change({ plane })}
      />
      <div className={styles.fields}>
        <NumberField
          label="From"
          unit="%"
          value={from}
          min={0}
          max={to}
          onChange={(percent) => change({ from: percent / 100 })}
        />
        <NumberField
          label="To"
          unit="%"
          value={to}
          min={from}
          max={100}
          onChange={(percent) => change({ to: percent / 100 })}
        />
      </div>
      <p className="quiet dense">
        {`Of the way from ${start} to ${end}. Each slice becomes a scan; all slices of a volume stay on one side of the split. The outer slices show little: 25 to 75 % leaves them out.`}
      </p>
    </section>
  );
}
