import {
  type Augmentation,
  augmentationFields,
  type PreprocessingSpec,
  preprocessingFields,
} from '../../../../preprocessing/preprocessingSpec.ts';
import { Setting } from '../../../train/Setting.tsx';
import { Disclosure } from './Disclosure.tsx';
import { editRequest } from './draftStore.ts';

const CHANGES = Object.keys(augmentationFields) as (keyof Augmentation)[];

type VariationSettingsProps = {
  readonly augmentation: Augmentation;
  readonly preprocessing: PreprocessingSpec;
  /** The data set says how scans are fitted. */
  readonly harmonised: boolean;
};

/** How training scans are varied, and how every scan is brought into the square. */
export function AugmentationFields({ augmentation, preprocessing, harmonised }: VariationSettingsProps) {
  return (
    <Disclosure title="Data augmentation" values={summary(augmentation, preprocessing)}>
      <p className="quiet dense">
        Every training scan is changed a little at random each time, so that the network generalises. Validation and
        test scans are never changed.
      </p>
      {CHANGES.map((name) => (
        <Setting
          key={name}
          fields={augmentationFields}
          name={name}
          values={augmentation}
          onChange={(changed) => editRequest('augmentation', changed)}
        />
      ))}
      <Setting
        fields={preprocessingFields}
        name="fit"
        values={preprocessing}
        disabled={harmonised}
        onChange={(changed) => editRequest('preprocessing', changed)}
        {...(harmonised ? { hint: 'The data set is harmonised. Undo that in Data to choose here.' } : {})}
      />
    </Disclosure>
  );
}

function summary(augmentation: Augmentation, { fit }: PreprocessingSpec): string {
  const on = CHANGES.filter((name) => augmentation[name]).map((name) => {
    const field = augmentationFields[name];
    return field.type === 'flag' ? (field.name ?? '') : (field.toggle?.label.toLowerCase() ?? '');
  });
  return `${on.length === 0 ? 'none' : on.join(', ')}; ${fit}`;
}
