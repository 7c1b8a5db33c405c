import type { Augmentation, PreprocessingSpec } from '../../preprocessing/preprocessingSpec.ts';
import { NumberField } from '../components/NumberField.tsx';
import { scaled } from '../components/numberLimits.ts';
import { Select } from '../components/Select.tsx';
import { Toggle } from '../components/Toggle.tsx';
import { Disclosure } from './Disclosure.tsx';
import { editRequest } from './draftStore.ts';
import { AUGMENTATION_FIELDS } from './settingFields.ts';
import styles from './settings.module.css';

type Change = {
  readonly key: keyof typeof AUGMENTATION_FIELDS;
  readonly label: string;
  readonly usual: number;
};

const CHANGES: readonly Change[] = [
  { key: 'rotation', label: 'Rotate', usual: 10 },
  { key: 'zoom', label: 'Zoom', usual: 0.1 },
  { key: 'shift', label: 'Shift', usual: 0.06 },
  { key: 'brightness', label: 'Brighten', usual: 0.2 },
];

/** 0 in the field would be 'off' and take the field away while it is typed: the least number stands for it, refused alike. */
const amountOf = (entered: number, scale: number) => (entered === 0 ? Number.MIN_VALUE : entered / scale);

type VariationSettingsProps = {
  readonly augmentation: Augmentation;
  readonly preprocessing: PreprocessingSpec;
  /** The data set says how scans are fitted. */
  readonly harmonised: boolean;
};

/** How training scans are varied, and how every scan is brought into the square. */
export function VariationSettings({ augmentation, preprocessing, harmonised }: VariationSettingsProps) {
  return (
    <Disclosure title="Data augmentation" values={summary(augmentation, preprocessing)}>
      <p className="quiet dense">
        Every training scan is changed a little at random each time, so that the network generalises. Validation and
        test scans are never changed.
      </p>
      <Toggle
        label="Flip left to right"
        checked={augmentation.horizontalFlip}
        onChange={(horizontalFlip) => editRequest('augmentation', { horizontalFlip })}
      />
      {CHANGES.map((change) => (
        <ChangeRow key={change.key} change={change} amount={augmentation[change.key]} />
      ))}
      <Select
        label="Resize to the square"
        value={preprocessing.fit}
        options={[
          { value: 'stretch', label: 'Stretch: fills the square' },
          { value: 'pad', label: 'Pad: keeps the aspect, black around' },
          { value: 'harmonise', label: 'Harmonise: crops to the head, one sharpness' },
        ]}
        disabled={harmonised}
        onChange={(fit) => editRequest('preprocessing', { fit })}
        hint={
          harmonised
            ? 'The data set is harmonised. Undo that in Data to choose here.'
            : 'Harmonised scans reveal less about their source: no margins, one sharpness, one contrast.'
        }
      />
    </Disclosure>
  );
}

function ChangeRow({ change, amount }: { readonly change: Change; readonly amount: number }) {
  const set = (value: number) => editRequest('augmentation', { [change.key]: value });
  const shown = amount === 0 ? change.usual : amount;
  const { scale, ...field } = AUGMENTATION_FIELDS[change.key];
  return (
    <div className={styles.pair}>
      <Toggle label={change.label} checked={amount !== 0} onChange={(on) => set(on ? change.usual : 0)} />
      <NumberField
        className={styles.amount ?? ''}
        {...field}
        value={scaled(shown, scale)}
        disabled={amount === 0}
        onChange={(value) => set(amountOf(value, scale))}
      />
    </div>
  );
}

function summary(augmentation: Augmentation, { fit }: PreprocessingSpec): string {
  const on = [
    augmentation.horizontalFlip ? 'flip' : '',
    ...CHANGES.map(({ key, label }) => (augmentation[key] === 0 ? '' : label.toLowerCase())),
  ].filter(Boolean);
  const variation = on.length === 0 ? 'none' : on.join(', ');
  return `${variation}; ${fit}`;
}
