import type { ReactNode } from 'react';
import type { VolumeChoice } from '../../../dataset/volumeChoice.ts';
import { classNames } from '../classNames.ts';
import { NumberField } from './NumberField.tsx';
import { PlaneField } from './PlaneField.tsx';
import styles from './VolumeFields.module.css';
import { FROM_FIELD, percentsOf, toField } from './volumeLimits.ts';

/** Counted from these ends. */
const ENDS = { axial: ['feet', 'head'], coronal: ['back', 'front'], sagittal: ['left', 'right'] } as const;

type VolumeFieldsProps = {
  readonly volumes: VolumeChoice;
  readonly onChange: (volumes: VolumeChoice) => void;
  /** What else is to be said of them. */
  readonly children: ReactNode;
};

/** Which slices of volumes are taken. */
export function VolumeFields({ volumes, onChange, children }: VolumeFieldsProps) {
  const [from, to] = percentsOf(volumes);
  const [start, end] = ENDS[volumes.plane];
  return (
    <>
      <PlaneField plane={volumes.plane} onChange={(plane) => onChange({ ...volumes, plane })} />
      <div className={classNames('fields gap-3', styles.fields)}>
        <NumberField
          {...FROM_FIELD}
          value={from}
          onChange={(percent) => onChange({ ...volumes, from: percent / 100 })}
        />
        <NumberField
          {...toField(from)}
          value={to}
          onChange={(percent) => onChange({ ...volumes, to: percent / 100 })}
        />
      </div>
      <p className="quiet dense">
        Range of the volume, from {start} to {end}. {children}
      </p>
    </>
  );
}
