import type { ReactNode } from 'react';
import type {
  Fields,
  FlagField,
  NumberField as NumberSetting,
  SettingField,
  ValuesOf,
} from '../../../../dataset/settingFields.ts';
import { classNames } from '../../../components/classNames.ts';
import { NumberField } from '../../../components/form/NumberField.tsx';
import { scaled } from '../../../components/form/numberLimits.ts';
import { Select } from '../../../components/form/Select.tsx';
import { Toggle } from '../../../components/form/Toggle.tsx';
import { Help } from '../../../components/text/Help.tsx';
import styles from './settings.module.css';

type SettingProps<Of extends Fields> = {
  readonly fields: Of;
  /** Which of the fields. */
  readonly name: keyof Of & string;
  readonly values: ValuesOf<Of>;
  readonly onChange: (changed: Partial<ValuesOf<Of>>) => void;
  /** In the place of the field's own. */
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  /** Values of a choice that make no sense here; the chosen one is offered all the same. */
  readonly without?: readonly string[];
};

/** The control that a field of a record asks for, with its words and limits. */
export function Setting<Of extends Fields>({ fields, name, values, onChange, ...shown }: SettingProps<Of>) {
  const set = (value: unknown) => onChange({ [name]: value } as Partial<ValuesOf<Of>>);
  return <Control field={fields[name]} value={values[name]} onChange={set} {...shown} />;
}

type ControlProps<Field, Value> = {
  readonly field: Field;
  readonly value: Value;
  readonly onChange: (value: unknown) => void;
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
  readonly without?: readonly string[];
};

function Control({ field, value, onChange, without = [], ...shown }: ControlProps<SettingField | undefined, unknown>) {
  switch (field?.type) {
    case 'number':
      return field.toggle ? (
        <SwitchedNumber field={field} toggle={field.toggle} value={value} onChange={onChange} />
      ) : (
        <NumberControl field={field} value={Number(value)} onChange={onChange} {...shown} />
      );
    case 'choice':
      return (
        <Select
          label={field.label}
          hint={field.hint}
          value={String(value)}
          options={field.options
            .map((option) => ({ value: String(option.value), label: option.label }))
            .filter((option) => option.value === String(value) || !without.includes(option.value))}
          onChange={(chosen) => onChange(field.options.find((option) => String(option.value) === chosen)?.value)}
          {...shown}
        />
      );
    case 'flag':
      return <Flag field={field} value={value === true} onChange={onChange} />;
    default:
      return null;
  }
}

function Flag({ field: { label, hint }, value, onChange }: ControlProps<FlagField, boolean>) {
  return <Toggle label={label} hint={hint} checked={value} onChange={onChange} />;
}

type AnyNumber = NumberSetting | NumberSetting<number | null>;

function NumberControl(props: ControlProps<AnyNumber, number> & { readonly className?: string }) {
  const { field, value, onChange, ...shown } = props;
  const { scale, help, ...described } = field;
  return (
    <NumberField
      {...described}
      aside={help ? <Help {...help} /> : null}
      value={scale === undefined ? value : scaled(value, scale)}
      onChange={(entered) => onChange(scale === undefined ? entered : entered / scale)}
      {...shown}
    />
  );
}

type SwitchedNumberProps = ControlProps<AnyNumber, unknown> & { readonly toggle: NonNullable<AnyNumber['toggle']> };

function SwitchedNumber({ field, toggle, value, onChange }: SwitchedNumberProps) {
  const on = value !== toggle.off;
  return (
    <div className={classNames('stack', styles.pair)}>
      <Toggle
        label={toggle.label}
        hint={toggle.hint}
        checked={on}
        onChange={(turnedOn) => onChange(turnedOn ? toggle.usual : toggle.off)}
      />
      <NumberControl
        className="label-hidden"
        field={field}
        value={on ? Number(value) : toggle.usual}
        disabled={!on}
        // 'Off' would take the field away while it is typed: the least number stands for it, refused alike.
        onChange={(entered) => onChange(entered === toggle.off ? Number.MIN_VALUE : entered)}
      />
    </div>
  );
}
